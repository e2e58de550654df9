"""What mentors and their mentees see, word by word; a changed golden is a changed sentence."""

from mentorbot.domain.checkins import Mood
from mentorbot.domain.members import Member
from mentorbot.domain.mentoring import Mentorship, MentorshipKey
from mentorbot.store.mentoring import add_mentorships
from mentorbot.store.people import home_of, member_of
from mentorbot.store.tables import checkins
from tests.behaviour.goldens import Chapter
from tests.behaviour.shown import Person
from tests.behaviour.world import World

HOSTILE = "Shall we look at it *together*? <!channel> @everyone [x](https://example.org) `code`"


async def _member(world: World, person: Person) -> Member:
    async with world.app.store.read() as tx:
        home = await home_of(tx, world.venue.name, person.id)
        assert home is not None
        found = await member_of(tx, home.key, person.id)
    assert found is not None
    return found


async def _paired(world: World, mentor: Person, learner: Person) -> int:
    """They go together; the key of the pair, the first of this world."""
    theirs, own = await _member(world, mentor), await _member(world, learner)
    made = Mentorship(
        key=MentorshipKey(0),
        workspace=own.workspace,
        mentor=theirs.key,
        learner=own.key,
        why=f"{mentor.name} knows APIs, and you are both at work in the afternoon.",
        began_at=world.clock.now(),
    )
    async with world.app.store.begin() as tx:
        (kept,) = await add_mentorships(tx, [made])
    return kept.key


async def _volunteers(person: Person) -> None:
    await person.does("volunteer", places=3, tz=person.zone)


async def test_volunteering(world: World, venue: str, ada: Person, kim: Person, robin: Person) -> None:
    seen = Chapter(venue, "mentor-volunteer")
    shown = seen.keep("mentor-volunteer-nothing-yet", await kim.does("volunteer"))
    form = seen.keep("mentor-volunteer-form", await shown.press("Offer places"))
    made = await form.form.submit({"How many mentees at most? 0 ends it": "2", "Topics, with commas between": "APIs"})
    seen.keep("mentor-volunteer", made)
    if "choose your time zone" in made.text.lower():
        seen.keep("mentor-volunteer-zone", await made.press(made.button("America/New_York")))
    seen.keep("mentor-volunteer-shown", await kim.does("volunteer"))
    seen.keep("mentor-volunteer-too-many-topics", await kim.does("volunteer", topics=",".join("abcdefghijk")))
    seen.keep("mentor-volunteer-hours-unknown", await kim.does("volunteer", hours="all day"))
    seen.keep("mentor-mentees-none", await kim.does("mentees"))
    seen.keep("mentor-mentees-not-a-mentor", await ada.does("mentees"))
    await world.cohort()
    await ada.joins("Spring 26")
    await _paired(world, kim, ada)
    asked = seen.keep("mentor-volunteer-stop", await (await kim.does("volunteer")).press("Stop mentoring"))
    seen.keep("mentor-volunteer-stop-not", await asked.press("Keep mentoring"))
    seen.keep("mentor-volunteer-stopped", await asked.press("Stop mentoring"))
    await robin.does("cohort list")
    await world.in_a_while(days=1)
    letter = next(each for each in ada.messages if "stopped mentoring" in each.text)
    seen.keep("letter-stops", letter)
    seen.keep("letter-digest", robin.messages[-1])
    seen.verify()


async def test_an_own_mentor(world: World, venue: str, ada: Person, kim: Person, robin: Person) -> None:
    seen = Chapter(venue, "mentor-own")
    await world.cohort()
    await ada.joins("Spring 26")
    nobody = seen.keep("mentor-mentor-nobody", await ada.does("mentor mentor"))
    form = seen.keep("mentor-wish-form", await nobody.press("I'd like a mentor"))
    wish = {"What should they know about?": "APIs, writing", "In which languages?": "German"}
    seen.keep("mentor-wish", await form.form.submit(wish))
    seen.keep("mentor-mentor-asked-for", await ada.does("mentor mentor"))
    await _volunteers(kim)
    await _paired(world, kim, ada)
    shown = seen.keep("mentor-mentor", await ada.does("mentor mentor"))
    seen.keep("mentor-mentor-message", await ada.does("mentor mentor", message=HOSTILE))
    form = seen.keep("mentor-rematch-form", await shown.press("Someone else would fit better"))
    why = {"Why? Only admins read it": "We never work at the same hours"}
    seen.keep("mentor-rematch", await form.form.submit(why))
    await _volunteers(robin)
    await kim.does("away", until="2026-12-08")
    seen.keep("mentor-mentor-away", await ada.does("mentor mentor"))
    await kim.does("away", cover=robin)
    seen.keep("mentor-mentor-covered", await ada.does("mentor mentor"))
    seen.verify()


async def test_an_absence(world: World, venue: str, ada: Person, kim: Person, robin: Person) -> None:
    seen = Chapter(venue, "mentor-away")
    await world.cohort()
    await ada.joins("Spring 26")
    await _volunteers(kim)
    await _volunteers(robin)
    await _paired(world, kim, ada)
    here = seen.keep("mentor-away-here", await kim.does("away"))
    seen.keep("mentor-away-form", await here.press("Go away for a while"))
    seen.keep("mentor-away-not-a-mentor", await ada.does("away", until="2026-12-08"))
    seen.keep("mentor-away-nobody-covers", await kim.does("away", until="2026-12-08"))
    seen.keep("mentor-away-covers-for-oneself", await kim.does("away", cover=kim))
    seen.keep("mentor-away-no-mentor-covers", await kim.does("away", cover=ada))
    seen.keep("mentor-away-covered", await kim.does("away", cover=robin))
    await world.in_a_while(minutes=1)
    letter = seen.keep("letter-covers", robin.messages[-1])
    seen.keep("mentor-mentees-covered", await letter.press("See their mentees"))
    seen.keep("mentor-mentees-away", await kim.does("mentees"))
    seen.keep("mentor-away-the-cover-too", await robin.does("away", until="2026-12-01"))
    await world.in_a_while(minutes=1)
    seen.keep("letter-uncovered", kim.messages[-1])
    await robin.does("away", until="back")
    seen.keep("mentor-away", await kim.does("away"))
    seen.keep("mentor-away-back", await kim.does("away", until="back"))
    seen.keep("mentor-away-back-again", await kim.does("away", until="back"))
    await world.in_a_while(minutes=1)
    seen.keep("letter-covered", robin.messages[-1])
    seen.verify()


async def test_mentees(world: World, venue: str, ada: Person, kim: Person) -> None:
    seen = Chapter(venue, "mentor-mentees")
    await world.cohort()
    await ada.joins("Spring 26")
    await _volunteers(kim)
    await _paired(world, kim, ada)
    member = await _member(world, ada)
    async with world.app.store.begin() as tx:
        at = world.clock.now()
        stuck = {"member": member.key, "mood": Mood.STUCK, "note": "don't know *where* to start", "at": at}
        await tx.execute(checkins.insert().values(stuck))
    seen.keep("mentor-mentees", await kim.does("mentees"))
    full = seen.keep("mentor-mentees-in-full", await kim.does("mentees", member=ada))
    form = seen.keep("mentor-note-form", await full.press("Note"))
    kept = seen.keep("mentor-note", await form.form.submit({"Your note": "doubts herself"}))
    shared = {"Your note": HOSTILE, "Who reads it: you alone, or they too": "Shared: my mentee reads it too"}
    seen.keep("mentor-note-shared", await (await full.press("Note")).form.submit(shared))
    seen.keep("mentor-notes", await full.press("All notes"))
    seen.keep("mentor-unnote", await kept.press("Delete it"))
    seen.keep("mentor-unnote-again", await kept.press("Delete it"))
    form = seen.keep("mentor-kudos-form", await full.press("Kudos"))
    seen.keep("mentor-kudos", await form.form.submit({"What did they do well?": "A clear *brief*"}))
    await world.in_a_while(minutes=1)
    for letter in ada.messages:
        name = "letter-kudos" if "kudos" in letter.text else "letter-note"
        seen.keep(name, letter)
        assert not world.venue.pings(letter.payload)
    seen.keep("mentor-progress", await ada.does("progress"))
    seen.keep("mentor-mentees-in-full-later", await kim.does("mentees", member=ada))
    seen.verify()


async def test_the_relay(world: World, venue: str, ada: Person, kim: Person) -> None:
    seen = Chapter(venue, "mentor-relay")
    await world.cohort()
    await ada.joins("Spring 26")
    await _volunteers(kim)
    await _paired(world, kim, ada)
    full = await kim.does("mentees", member=ada)
    form = seen.keep("mentor-say-form", await full.press("Write"))
    seen.keep("mentor-say", await form.form.submit({"Your message": HOSTILE}))
    await world.in_a_while(minutes=1)
    letter = seen.keep("letter-from-mentor", ada.messages[-1])
    assert not world.venue.pings(letter.payload)
    answer = await (await letter.press("Answer")).form.submit({"Your message": "Yes, on Thursday."})
    seen.keep("mentor-say-to-mentor", answer)
    await world.in_a_while(minutes=1)
    theirs = seen.keep("letter-from-mentee", kim.messages[-1])
    seen.keep("mentor-mute", await letter.press("Stop these messages"))
    seen.keep("mentor-mute-again", await letter.press("Stop these messages"))
    refused = await (await theirs.press("Answer")).form.submit({"Your message": "Then Thursday at ten."})
    seen.keep("mentor-say-stopped", refused)
    own = await (await letter.press("Answer")).form.submit({"Your message": "One more thing"})
    seen.keep("mentor-say-stopped-oneself", own)
    seen.keep("mentor-unmute", await own.press("Start them again"))
    passed = await ada.does("ask", question="can my employer pay for a green card")
    seen.keep("mentor-ask-mentored", passed)
    seen.keep("mentor-pass-to-mentor", await passed.press("Pass it to my mentor"))
    await world.in_a_while(minutes=1)
    question = seen.keep("letter-question", kim.messages[-1])
    form = seen.keep("mentor-answer-form", await question.press("Answer"))
    seen.keep("mentor-answer", await form.form.submit({"Your answer": "Some do. Ask before you sign."}))
    await world.in_a_while(minutes=1)
    seen.keep("letter-answer", ada.messages[-1])
    seen.verify()
