"""The composition root: the only file that knows everybody."""

from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from mentorbot.chat.blocks import Block
from mentorbot.chat.clock import Clock
from mentorbot.chat.invocation import Invocation
from mentorbot.chat.platform import Platform
from mentorbot.commands import GROUPS, Context, introduce
from mentorbot.guides import Library, Search, Searches, load_library, open_model
from mentorbot.jobs.clock import ticking
from mentorbot.jobs.compare_clocks import CompareClocks
from mentorbot.jobs.escalate_help import escalate_help
from mentorbot.jobs.forget_receipts import ForgetReceipts
from mentorbot.jobs.forget_texts import ForgetTexts
from mentorbot.jobs.keep_guides import keep_guides
from mentorbot.jobs.open_first_cohort import open_first_cohort
from mentorbot.jobs.plan_nudges import plan_nudges
from mentorbot.jobs.reread_guides import RereadGuides
from mentorbot.jobs.tell_admins import TellAdmins
from mentorbot.jobs.tell_mentors import tell_mentors
from mentorbot.jobs.time_machine import RealClock, TimeMachine
from mentorbot.messages.stale_guides import stale_note
from mentorbot.outbox import Dispatcher, Timing
from mentorbot.platforms.discord.platform import DiscordPlatform
from mentorbot.platforms.local.platform import LocalPlatform
from mentorbot.platforms.slack.platform import SlackPlatform
from mentorbot.router import Introduce, Router
from mentorbot.seals import new_key, public_key
from mentorbot.settings import Settings
from mentorbot.store import Store, alone_on, open_store
from mentorbot.store.enrolments import next_instant
from mentorbot.store.help_requests import next_escalation
from mentorbot.store.holding import StoredLeases
from mentorbot.store.instance import instance_key
from mentorbot.store.leases import free_all
from mentorbot.store.mentor_digests import next_digest_at
from mentorbot.store.notes import StoredNotes
from mentorbot.store.receipts import StoredReceipts
from mentorbot.supervision import supervised
from mentorbot.web.health import Pulse, health
from mentorbot.web.server import Mount, serving
from mentorbot.web.verify import certificate_checks

_TELL_SECONDS = 10


@dataclass(slots=True, kw_only=True)
class App:
    """Everything, wired; `serve` runs it."""

    settings: Settings
    clock: Clock
    store: Store
    library: Library
    router: Router
    dispatcher: Dispatcher
    telling: TellAdmins
    pulse: Pulse
    forget_receipts: ForgetReceipts
    forget_texts: ForgetTexts
    compare_clocks: CompareClocks
    platforms: dict[str, Platform] = field(default_factory=dict)
    rereading: RereadGuides | None = None
    """Follows the content's files, where an author asked for it."""

    @property
    def local(self) -> LocalPlatform | None:
        found = self.platforms.get("local")
        return found if isinstance(found, LocalPlatform) else None

    async def teach(self, newest: Library) -> None:
        """From now on these are the newest guides; cohorts keep to the version that they have."""
        self.library.learn(newest.guides)
        await keep_guides(self.store, self.library, self.clock.now())

    def follow(self, content_dir: Path) -> None:
        """Reread the guides whenever their files change; to be called before `serve`."""
        self.rereading = RereadGuides(content_dir, self.teach)

    async def plan(self) -> None:
        """Plan whoever is due; forget what is long past."""
        now = self.clock.now()
        await self.forget_receipts(now)
        await self.forget_texts(now)
        await self.compare_clocks()
        await plan_nudges(self.store, self.library, now)
        self.pulse.beat()

    async def tell(self) -> None:
        """Write to admins and mentors what they should know."""
        now = self.clock.now()
        await escalate_help(self.store, now)
        await self.telling.tell(now)
        await tell_mentors(self.store, self.library, now)

    async def public_key(self) -> str:
        """What this instance's certificates are checked with."""
        return public_key(await instance_key(self.store, new_key))

    async def tick(self) -> None:
        """Plan whoever is due, tell admins and mentors what they should know, and send what can be sent now."""
        await self.plan()
        await self.tell()
        await self.dispatcher.drain()

    async def next_due(self, *, idle: bool = False) -> datetime | None:
        """When something is next to happen: somebody is due, or a message waits; with `idle`, in a lane at rest."""
        now = self.clock.now()
        async with self.store.read() as tx:
            planned = (await next_instant(tx), await next_escalation(tx), await next_digest_at(tx, now))
        instants = (*planned, await self.dispatcher.next_at(idle=idle), await self.telling.next_at(now))
        return min((each for each in instants if each is not None), default=None)

    @asynccontextmanager
    async def serve(self) -> AsyncIterator[str]:
        """Every platform, the web server and the tick, until the block ends; gives the web address."""
        async with AsyncExitStack() as stack:
            address = await stack.enter_async_context(serving(self._mounts(), self.settings.host, self.settings.port))
            for platform in self.platforms.values():
                await stack.enter_async_context(supervised(platform.name, platform.run))
            if self.local:
                await open_first_cohort(self.store, self.router, self.local.admin)
            stack.push_async_callback(self.dispatcher.stop)
            await stack.enter_async_context(ticking(self.dispatcher.wake))
            await stack.enter_async_context(ticking(self.tell, seconds=_TELL_SECONDS))
            await stack.enter_async_context(ticking(self.plan))
            if self.rereading:
                await stack.enter_async_context(ticking(self.rereading))
            yield address

    def _mounts(self) -> list[Mount]:
        own = [health(self.pulse, self.platforms), certificate_checks(self.public_key)]
        return [*own, *([self.local.mount] if self.local else [])]


@asynccontextmanager
async def open_app(
    settings: Settings, *, clock: Clock | None = None, timing: Timing | None = None
) -> AsyncIterator[App]:
    """Wire it all. Raises ContentProblems when the guides cannot be read, before anything is touched.

    Raises OSError, in words, when the database cannot be opened; a SQLite database is opened by one app at a time.
    """
    library = load_library(settings.content_dir)
    with alone_on(settings.database_url):
        store = await open_store(settings.database_url)
        try:
            if store.alone:
                async with store.begin() as tx:
                    await free_all(tx)  # whoever held a lane is dead: nobody waits for its lease
            app = await wired(settings, library, store, clock, timing or Timing())
            await keep_guides(store, library, app.clock.now())
            yield app
        finally:
            await store.close()


@dataclass(frozen=True, slots=True)
class Played:
    """What a simulation puts in the place of the world: its platforms, and its chance (0 to 1)."""

    platforms: Sequence[Platform]
    chance: Callable[[], float]


async def wired(
    settings: Settings,
    library: Library,
    store: Store,
    clock: Clock | None,
    timing: Timing,
    *,
    played: Played | None = None,
) -> App:
    """The app on a store that is open; on the stage of a simulation where one is given."""
    machine = TimeMachine(StoredNotes(store, "clock"))
    movable = settings.local_on and not (settings.slack_on or settings.discord_on)
    if movable and clock is None:
        await machine.load()
    now = clock or (machine if movable else RealClock())
    platforms: dict[str, Platform] = {}
    pulse = Pulse()
    dispatcher = Dispatcher(
        store=store,
        library=library,
        platforms=platforms,
        clock=now,
        timing=timing,
        settled=pulse.beat,
        **({"jitter": played.chance} if played else {}),
    )
    searches = _searches(library, settings)

    def postscript(invocation: Invocation) -> tuple[Block, ...]:
        """On the local page, where authors look; people elsewhere have no use for it."""
        problems = app.rereading.problems if app.rereading and invocation.caller.platform == "local" else ()
        return (stale_note(problems),) if problems else ()

    introduced = _introduce(settings, library, searches=searches, store=store, clock=now, platforms=platforms)
    router = Router(GROUPS, _noticed(introduced, dispatcher), postscript)
    app = App(
        settings=settings,
        clock=now,
        store=store,
        library=library,
        router=router,
        dispatcher=dispatcher,
        telling=TellAdmins(store, settings.admins),
        pulse=pulse,
        forget_receipts=ForgetReceipts(store),
        forget_texts=ForgetTexts(store),
        compare_clocks=CompareClocks(store, RealClock().now),
        platforms=platforms,
    )
    machine.drives(next_due=app.next_due, happen=app.tick)
    real = _platforms(settings, router, store, machine, timing, clock=now, movable=movable)
    for platform in played.platforms if played else real:
        platforms[platform.name] = platform
    return app


def _searches(library: Library, settings: Settings) -> Searches:
    model = open_model(settings.semantic_model)
    return Searches(lambda guide: Search(guide, library.guides.values(), model))


def _introduce(
    settings: Settings,
    library: Library,
    *,
    searches: Searches,
    store: Store,
    clock: Clock,
    platforms: dict[str, Platform],
) -> Introduce:
    async def introduced(invocation: Invocation) -> Context:
        caller = replace(invocation.caller, admin=invocation.caller.admin or invocation.caller.user in settings.admins)
        now = clock.now()
        known = await introduce(store, caller, now, runs_cohorts=invocation.call.group == "cohort")
        return Context(
            now=now,
            caller=caller,
            workspace=known.workspace,
            member=known.member,
            roles=known.roles,
            operators=settings.admins,
            store=store,
            library=library,
            searches=searches,
            platform=platforms[caller.platform],
            groups=GROUPS,
        )

    return introduced


def _noticed(introduced: Introduce, dispatcher: Dispatcher) -> Introduce:
    """Somebody of a workspace is here, so that what was blocked there may work again."""

    async def noticed(invocation: Invocation) -> Context:
        context = await introduced(invocation)
        await dispatcher.reopen(context.workspace.platform, context.workspace.outside)
        return context

    return noticed


def _platforms(
    settings: Settings,
    router: Router,
    store: Store,
    machine: TimeMachine,
    timing: Timing,
    *,
    clock: Clock,
    movable: bool,
) -> Iterator[Platform]:
    if settings.slack_bot_token and settings.slack_app_token:
        yield SlackPlatform(
            conversation=router,
            receipts=StoredReceipts(store, "slack", clock),
            bot_token=settings.slack_bot_token.get_secret_value(),
            app_token=settings.slack_app_token.get_secret_value(),
            api_url=settings.slack_api_url,
            seconds=timing.answer_within.total_seconds(),
        )
    if settings.discord_bot_token:
        yield DiscordPlatform(
            conversation=router,
            notes=StoredNotes(store, "discord"),
            receipts=StoredReceipts(store, "discord", clock),
            leases=StoredLeases(store, now=RealClock().now),
            token=settings.discord_bot_token.get_secret_value(),
            api_url=settings.discord_api_url,
            gateway_url=settings.discord_gateway_url,
            cdn_url=settings.discord_cdn_url,
            shards=settings.discord_shards,
            send_seconds=timing.answer_within.total_seconds(),
        )
    if settings.local_on:
        yield LocalPlatform(conversation=router, clock=machine, transcript=_transcript(settings), movable=movable)


def _transcript(settings: Settings) -> Path:
    """Beside the database's file, so that one folder holds all there is to keep."""
    scheme, _, path = settings.database_url.partition(":///")
    return (Path(path).parent if scheme == "sqlite" else Path("data")) / "local-workspace.jsonl"
