import asyncio

import aiohttp
import discord
import pytest

from tests.fakes.discord import LocalDiscord, NoAnswer, NotOffered
from tests.fakes.discord.errors import Json
from tests.fakes.discord.trivial_client import Trivial, layout, pointed_at, trivial_bot


async def test_a_slash_command_is_answered_in_private() -> None:
    async with trivial_bot() as (local, _):
        reply = await local.person("Ada").uses("hello", name="Ada")
        assert (reply.text, reply.private) == ("Hello **Ada**\n[Wave] [Ask]", True)


async def test_a_slash_command_works_in_direct_messages() -> None:
    async with trivial_bot() as (local, _):
        reply = await local.person("Ada").uses("hello", name="Ada", in_dm=True)
        assert reply.text.startswith("Hello **Ada**")


async def test_a_required_option_must_be_filled_in() -> None:
    async with trivial_bot() as (local, _):
        with pytest.raises(NotOffered, match="name must be filled in"):
            await local.person("Ada").uses("hello")


async def test_suggestions_arrive() -> None:
    async with trivial_bot() as (local, _):
        suggested = await local.person("Ada").completes("hello", "name", "Ki")
        assert [each.name for each in suggested] == ["Kia", "Kib"]


async def test_a_button_changes_its_message() -> None:
    async with trivial_bot() as (local, _):
        reply = await local.person("Ada").uses("hello", name="Ada")
        changed = await reply.press("Wave")
        assert changed.message["id"] == reply.message["id"]
        assert changed.text == "You pressed wave"


async def test_a_button_opens_a_form_and_the_form_is_answered() -> None:
    async with trivial_bot() as (local, _):
        reply = await local.person("Ada").uses("hello", name="Ada")
        form = await reply.opens("Ask")
        assert form.text == "# A question\nYour words: <>*"
        answer = await form.submit({"Your words": "well met"})
        assert (answer.text, answer.private) == ("You said well met", True)


async def test_a_form_that_asks_too_little_is_not_sent() -> None:
    async with trivial_bot() as (local, _):
        form = await (await local.person("Ada").uses("hello", name="Ada")).opens("Ask")
        with pytest.raises(NotOffered, match="at most 20"):
            await form.submit({"Your words": "x" * 21})


async def test_a_command_that_is_not_acknowledged_fails() -> None:
    async with trivial_bot() as (local, _):
        local.interactions.acknowledge_seconds = 0.2
        local.delay("POST /interactions/*", 0.5)
        with pytest.raises(NoAnswer, match="did not respond"):
            await local.person("Ada").uses("hello", name="Ada")


async def test_an_event_during_a_broken_connection_arrives_after_the_resume() -> None:
    async with trivial_bot() as (local, _):
        await local.gateway.drop(code=4000)
        reply = await local.person("Ada").uses("hello", name="Ada")
        assert reply.text.startswith("Hello")
        assert (local.gateway.identified, local.gateway.resumed) == (1, 1)


async def test_a_forgotten_session_is_identified_anew() -> None:
    async with trivial_bot() as (local, _):
        local.gateway.forget_sessions()
        await local.gateway.drop(code=4000)
        await local.person("Ada").uses("hello", name="Ada")
        assert local.gateway.identified == 2


async def test_a_wrong_token_is_refused() -> None:
    async with LocalDiscord() as local:
        with pointed_at(local):
            async with Trivial() as client:
                with pytest.raises(discord.LoginFailure):
                    await client.start("wrong")


async def test_an_intent_that_the_portal_does_not_allow_is_refused() -> None:
    async with LocalDiscord() as local:
        with pointed_at(local):
            async with discord.Client(intents=discord.Intents(guilds=True, members=True)) as client:
                with pytest.raises(discord.PrivilegedIntentsRequired):
                    await client.start(local.bot_token)


async def test_a_direct_message_arrives() -> None:
    async with trivial_bot() as (local, client):
        ada = local.person("Ada")
        channel = await client.create_dm(discord.Object(int(ada.id)))
        await channel.send(view=layout("Good morning"))
        assert (await ada.next_message()).text == "Good morning"
        assert [each.text for each in ada.direct_messages()] == ["Good morning"]


async def test_the_same_nonce_sends_one_message() -> None:
    async with trivial_bot() as (local, client):
        ada = local.person("Ada")
        channel = await client.create_dm(discord.Object(int(ada.id)))
        first = await channel.send("Once", nonce="delivery-1")
        second = await channel.send("Once", nonce="delivery-1")
        assert first.id == second.id
        assert len(ada.direct_messages()) == 1


@pytest.mark.parametrize(("gone", "code"), [("closes_direct_messages", 50007), ("leaves", 50278)])
async def test_people_who_cannot_be_reached_are_named_by_their_code(gone: str, code: int) -> None:
    async with trivial_bot() as (local, client):
        ada = local.person("Ada")
        channel = await client.create_dm(discord.Object(int(ada.id)))
        getattr(ada, gone)()
        with pytest.raises(discord.Forbidden) as caught:
            await channel.send("Hello?")
        assert caught.value.code == code


async def test_a_rate_limited_request_is_tried_again_by_the_client() -> None:
    async with trivial_bot() as (local, client):
        local.fail("POST /users/@me/channels", 429, retry_after=0.05)
        await client.create_dm(discord.Object(int(local.person("Ada").id)))
        assert [each.status for each in local.requests if each.route == "POST /users/@me/channels"] == [429, 200]


async def test_switched_on_limits_say_when_to_come_back() -> None:
    async with LocalDiscord() as local:
        local.limit_rates()
        ada = local.person("Ada")
        address = f"{local.api_url}/channels/{ada.place(in_dm=True).id}/messages"
        for _ in range(5):
            assert (await _post(local, address, {"content": "hello"}))[0] == 200
        status, body = await _post(local, address, {"content": "hello"})
        assert (status, body["global"], 0 < body["retry_after"] <= 5) == (429, False, True)


async def test_a_lost_answer_leaves_the_message_there() -> None:
    async with LocalDiscord() as local:
        ada = local.person("Ada")
        local.lose_answer("POST /channels/*/messages")
        with pytest.raises(aiohttp.ClientError):
            await _post(local, f"{local.api_url}/channels/{ada.place(in_dm=True).id}/messages", {"content": "Hello"})
        assert [each.text for each in ada.direct_messages()] == ["Hello"]


async def test_a_broken_connection_leaves_nothing_there() -> None:
    async with LocalDiscord() as local:
        ada = local.person("Ada")
        local.reset("POST /channels/*/messages")
        with pytest.raises(aiohttp.ClientError):
            await _post(local, f"{local.api_url}/channels/{ada.place(in_dm=True).id}/messages", {"content": "Hello"})
        assert ada.direct_messages() == []


async def test_a_second_response_is_refused() -> None:
    async with trivial_bot() as (local, _):
        await local.person("Ada").uses("hello", name="Ada")
        callback = next(each.route for each in local.requests if "/callback" in each.route)
        status, body = await _post(local, local.api_url + callback.removeprefix("POST "), {"type": 5})
        assert (status, body["code"]) == (400, 40060)


async def test_an_unknown_interaction_is_refused() -> None:
    async with LocalDiscord() as local:
        status, body = await _post(local, f"{local.api_url}/interactions/1/token/callback", {"type": 5})
        assert (status, body["code"]) == (404, 10062)


async def test_members_are_listed_in_pages() -> None:
    async with trivial_bot() as (local, client):
        everybody = [local.person(f"Person {number}", roles=["mentee"]) for number in range(12)]
        first = await client.http.get_members(int(local.home.id), 10, None)
        second = await client.http.get_members(int(local.home.id), 10, int(first[-1]["user"]["id"]))
        listed = [each["user"]["id"] for each in [*first, *second]]
        assert set(listed) == {local.world.bot.id, *(each.id for each in everybody)}
        assert all(local.role("mentee").id in each["roles"] for each in second)


async def test_a_connection_closes_without_leaving_tasks() -> None:
    async with trivial_bot():
        pass
    await asyncio.sleep(0)
    assert asyncio.all_tasks() == {asyncio.current_task()}


async def _post(local: LocalDiscord, address: str, body: Json) -> tuple[int, Json]:
    headers = {"Authorization": f"Bot {local.bot_token}"}
    async with aiohttp.ClientSession(headers=headers) as session, session.post(address, json=body) as response:
        return response.status, await response.json()
