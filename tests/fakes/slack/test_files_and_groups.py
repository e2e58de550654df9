"""Files, user groups and the directory of the local Slack are as strict as Slack's own."""

from collections.abc import AsyncIterator

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.fakes.slack import LocalSlack


@pytest.fixture
async def slack() -> AsyncIterator[LocalSlack]:
    async with LocalSlack() as local:
        yield local


@pytest.fixture
def client(slack: LocalSlack) -> AsyncWebClient:
    return AsyncWebClient(slack.bot_token, slack.url)


async def fetched(address: str, token: str) -> tuple[int, bytes]:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    async with aiohttp.ClientSession() as session, session.get(address, headers=headers, allow_redirects=False) as got:
        return got.status, await got.read()


async def test_a_file_is_handed_out_for_a_good_token_and_leads_to_the_login_page_without(
    slack: LocalSlack, client: AsyncWebClient
) -> None:
    file = slack.person("Ada").uploads(b"ada", name="people.csv")
    told = (await client.files_info(file=file.id))["file"]
    assert (told["name"], told["size"]) == ("people.csv", 3)
    address = told["url_private_download"]
    assert await fetched(address, slack.bot_token) == (200, b"ada")
    assert (await fetched(address, "xoxb-another"))[0] == 302
    assert (await fetched(address, ""))[0] == 302
    slack.web_api.scopes = {"users:read"}
    assert (await fetched(address, slack.bot_token))[0] == 302


@pytest.mark.parametrize(
    ("method", "scope"),
    [
        ("files.info", "files:read"),
        ("usergroups.list", "usergroups:read"),
        ("usergroups.users.list", "usergroups:read"),
        ("users.list", "users:read"),
    ],
)
async def test_each_needs_its_scope(slack: LocalSlack, client: AsyncWebClient, method: str, scope: str) -> None:
    slack.web_api.scopes = {"chat:write"}
    with pytest.raises(SlackApiError) as refused:
        await client.api_call(method)
    assert (refused.value.response["error"], refused.value.response["needed"]) == ("missing_scope", scope)


async def test_an_address_needs_a_scope_of_its_own(slack: LocalSlack, client: AsyncWebClient) -> None:
    ada = slack.person("Ada")
    assert (await client.users_info(user=ada.id))["user"]["profile"]["email"] == "ada@example.org"
    slack.web_api.scopes = {"users:read"}
    assert "email" not in (await client.users_info(user=ada.id))["user"]["profile"]


async def test_a_page_of_the_directory_has_a_thousand_people_at_most(slack: LocalSlack, client: AsyncWebClient) -> None:
    for number in range(1_000):
        slack.person(f"P{number}")
    page = await client.users_list(limit=1_000)
    assert len(page["members"]) == 1_000
    rest = await client.users_list(limit=1_000, cursor=page["response_metadata"]["next_cursor"])
    assert (len(rest["members"]), rest["response_metadata"]["next_cursor"]) == (1, "")
    with pytest.raises(SlackApiError, match="invalid_limit"):
        await client.users_list(limit=1_001)


async def test_a_group_that_was_disabled_is_told_of_only_when_asked_for(
    slack: LocalSlack, client: AsyncWebClient
) -> None:
    group = slack.group("Design", "design", [slack.person("Ada")])
    assert [each["handle"] for each in (await client.usergroups_list())["usergroups"]] == ["design"]
    assert len((await client.usergroups_users_list(usergroup=group.id))["users"]) == 1
    group.disabled = True
    assert (await client.usergroups_list())["usergroups"] == []
    assert len((await client.usergroups_list(include_disabled=True))["usergroups"]) == 1
    with pytest.raises(SlackApiError, match="no_such_subteam"):
        await client.usergroups_users_list(usergroup=group.id)
