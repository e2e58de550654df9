"""What admins see of mentors and matches, and what mentors and learners are told of it, word by word."""

from tests.behaviour.goldens import Chapter
from tests.behaviour.shown import Person
from tests.behaviour.world import World

REASON = {"Why? Only admins read it": "They never work at the same hours"}


async def test_a_match(world: World, venue: str, ada: Person, kim: Person) -> None:
    seen, robin = Chapter(venue, "match"), world.robin
    grace, lee = world.somebody("Grace", "Europe/London"), world.somebody("Lee", "Asia/Kathmandu")
    await world.cohort()
    seen.keep("cohort-match-nobody-in-it", await robin.does("cohort match", cohort="Spring 26"))
    for each in (ada, kim, lee):
        await each.joins("Spring 26")
    seen.keep("cohort-match-without-mentors", await robin.does("cohort match"))
    seen.keep("cohort-mentor-nobody", await robin.does("cohort mentor", cohort="Spring 26"))
    seen.keep("cohort-mentor", await robin.does("cohort mentor", mentor=grace))
    seen.keep("cohort-mentor-shown", await robin.does("cohort mentor", mentor=grace))
    await world.in_a_while(minutes=1)
    seen.keep("letter-to-a-new-mentor", grace.messages[-1])
    first = seen.keep("cohort-match", await robin.does("cohort match", cohort="Spring 26"))
    seen.keep("cohort-discard", await first.press("Discard"))
    shown = await robin.does("cohort match", cohort="Spring 26")
    await lee.does("leave", sure="yes")
    seen.keep("cohort-confirm", await shown.press("Publish 3 pairs"))
    seen.keep("cohort-confirm-again", await shown.press("Publish 3 pairs"))
    await world.in_a_while(minutes=1)
    seen.keep("letter-to-a-mentor", grace.messages[-1])
    seen.keep("letter-to-a-learner", ada.messages[-1])
    seen.keep("cohort-match-nothing-to-do", await robin.does("cohort match"))
    seen.keep("cohort-match-everybody", await robin.does("cohort match", who="everybody"))
    seen.keep("cohort-mentor-everybody", await robin.does("cohort mentor"))
    seen.verify()


async def test_pairs_by_hand(world: World, venue: str, ada: Person, kim: Person) -> None:
    seen, robin = Chapter(venue, "pairs"), world.robin
    grace = world.somebody("Grace", "Europe/London")
    await world.cohort()
    for each in (ada, kim):
        await each.joins("Spring 26")
    seen.keep("cohort-mentor-not-one-yet", await robin.does("cohort mentor", mentor=grace, learner=ada))
    for each in (grace, robin):
        await robin.does("cohort mentor", mentor=each)
    seen.keep("cohort-mentor-paired", await robin.does("cohort mentor", mentor=grace, learner=ada))
    await world.in_a_while(minutes=1)
    asked = seen.keep("cohort-mentor-has-one", await robin.does("cohort mentor", mentor=robin, learner=ada))
    form = seen.keep("cohort-rematch-form", await asked.press("Pair them anew"))
    seen.keep("cohort-rematch", await form.form.submit(REASON))
    await world.in_a_while(minutes=1)
    seen.keep("letter-of-a-rematch", ada.messages[-1])
    seen.keep("letter-of-parting", grace.messages[-1])
    pair = seen.keep("cohort-mentor-of-a-learner", await robin.does("cohort mentor", learner=ada))
    seen.keep("cohort-rematch-ended", await (await pair.press("End the pair")).form.submit(REASON))
    await world.in_a_while(minutes=1)
    seen.keep("letter-without-a-mentor", ada.messages[-1])
    seen.keep("cohort-mentor-before", await robin.does("cohort mentor", mentor=robin, learner=ada))
    await robin.does("cohort mentor", mentor=grace, learner=kim, sure="yes")
    await world.in_a_while(minutes=1)
    ending = seen.keep("cohort-mentor-end", await robin.does("cohort mentor", mentor=grace, role="none"))
    seen.keep("cohort-mentor-ended", await ending.press("End it"))
    await world.in_a_while(minutes=1)
    seen.keep("letter-of-the-end", grace.messages[-1])
    seen.verify()
