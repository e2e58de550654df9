"""One long storm over a crowd, and what is left of it."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from random import Random
from time import monotonic

from tests.crash.fates import fair, weather
from tests.crash.nursery import Nursery
from tests.crash.rules import scaled
from tests.crash.stage import Stage, staged
from tests.crash.storm import Orders, Storm
from tests.crash.verdict import Verdict
from tests.postgres import Cluster


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """How long a storm is, in kills; the rest follows from that."""

    kills: int
    seed: int
    replicas: int = 1
    restarts: int = 0
    scale: float = 0.1
    life: float = 3.0
    """Seconds that a process lives at most."""
    rate: float = 3.0
    """People due each second, on each platform."""

    @property
    def seconds(self) -> float:
        """About how long the killing takes: so long somebody is always due."""
        return self.kills * (self.life / 2 + 0.1) / self.replicas


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    run: Run
    storm: Storm
    verdict: Verdict
    stage: Stage
    stormed: float
    """Seconds of killing."""
    settled: float
    """Seconds until the last message after that."""

    def __str__(self) -> str:
        judge = self.stage.judge
        lines = [
            f"seed                 {self.run.seed:>6}   (--seed {self.run.seed} repeats it)",
            f"kill -9              {self.storm.kills:>6}   of {self.run.replicas} at a time, in {self.stormed:.0f} s",
            *(f"{what:<24}{number:>6}" for what, number in sorted(self.storm.happened.items())),
            f"posts that arrived   {len(judge.arrivals):>6}",
            *(f"    {number:>5} x {fate}" for fate, number in judge.befell.most_common()),
            f"look-ups             {judge.questions:>6}",
            f"settled after        {self.settled:>6.1f} s",
            str(self.verdict),
        ]
        return "\n".join(lines)


async def storm(url: str, home: Path, nursery: Nursery, run: Run, cluster: Cluster | None = None) -> Report:
    """Kill, freeze and cut off; then let the bots finish in peace, and judge."""
    random, timing = Random(run.seed), scaled(run.scale)
    bad = weather(
        Random(random.random()),
        timeout=timing.answer_within.total_seconds(),
        settling=timing.settling.total_seconds(),
    )
    size, over = max(1, round(run.seconds * run.rate)), timedelta(seconds=run.seconds)
    async with staged(
        url, home, nursery, size=size, over=over, replicas=run.replicas, scale=run.scale, fates=bad
    ) as stage:
        orders = Orders(kills=run.kills, life=run.life, lease=timing.lease.total_seconds(), restarts=run.restarts)
        raging = Storm(bots=stage.bots, judge=stage.judge, orders=orders, random=random, cluster=cluster)
        began = monotonic()
        await raging.rage()
        stormed = monotonic()
        stage.judge.fates = fair
        for bot in stage.bots:
            await bot.start()
        verdict = await stage.settled(patience=120 + run.seconds)
        return Report(
            run=run,
            storm=raging,
            verdict=verdict,
            stage=stage,
            stormed=stormed - began,
            settled=monotonic() - stormed,
        )
