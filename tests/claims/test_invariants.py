"""What must hold whatever a desk does: one paper counts at most, hours are real, a refusal writes nothing, replay is the same."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.town import assert_replays, assert_right
from ventanilla.journal.action import Refused
from ventanilla.rooms.claims.actions import (
    Appeal,
    AskLawyer,
    AskTrack,
    Decided,
    DecideTrack,
    Facts,
    Held,
    Intention,
    LawyerSaid,
    MarkValid,
    Missed,
    PersonAsks,
    Prepare,
    Reached,
    Removed,
    Reset,
    ReturnHome,
    TakenBack,
    WritePaper,
)
from ventanilla.rooms.claims.hours import instant, on_wall
from ventanilla.rooms.claims.models import Claim, Paper
from ventanilla.rooms.claims.proof import rederive
from ventanilla.rooms.claims.standing import stands

FIRST = date(2019, 2, 1)
days = st.integers(0, 90).map(lambda n: FIRST + timedelta(n))


@st.composite
def papers(draw):
    """Papers of one claim as they came: at most one is marked, some were re-set."""
    count = draw(st.integers(1, 6))
    marked = draw(st.integers(-1, count - 1))
    found = []
    for seq in range(1, count + 1):
        state = "valid" if seq - 1 == marked else draw(st.sampled_from(["stands", "stands", "reset"]))
        found.append(
            Paper(
                id=f"N{seq}", kind=draw(st.sampled_from(["hearing", "tear", "interview", "other"])), day=draw(days),
                received=draw(days), hour="12:30", utc="", place=draw(st.sampled_from(["san_diego", "el_paso"])),
                state=state, marked=draw(st.integers(seq, count)) if state == "valid" else 0, seq=seq,
            )
        )  # fmt: skip
    return found


@given(papers(), st.sampled_from(["open", "decided"]), days)
def test_one_paper_counts_or_a_lawyer_is_needed_and_never_both(papers, state, ended):
    claim = Claim(state=state, ended=ended if state == "decided" else None)
    for stand in stands(claim, papers):
        assert stand.doubt == (stand.counts is None) == bool(stand.apart)
        named = [stand.counts] if stand.counts else list(stand.apart)
        assert all(one in papers and one.state != "reset" for one in named)
        late = state == "decided" and any(one.day > ended for one in named)
        assert stand.doubt or not late or stand.counts.state == "valid", "a day after the end is asked about"
    assert {one.code for one in stands(claim, papers)} == {one.code for one in stands(claim, papers[::-1])}


ZONES = ("America/Tijuana", "America/Los_Angeles", "America/Denver", "America/Phoenix", "America/Mexico_City")


@given(st.sampled_from(ZONES), st.dates(date(2018, 1, 1), date(2023, 12, 31)), st.integers(0, 1439))
def test_every_hour_is_kept_as_it_stands_on_the_wall_or_refused(zone, day, minute):
    hour = f"{minute // 60:02}:{minute % 60:02}"
    try:
        kept = instant(day, hour, zone, "hour")
    except Refused as refused:
        wall = datetime.fromisoformat(f"{day}T{hour}").replace(tzinfo=ZoneInfo(zone))
        assert wall.utcoffset() != wall.replace(fold=1).utcoffset(), refused.sentence
        return
    assert f"{on_wall(kept, zone):%Y-%m-%dT%H:%M}" == f"{day}T{hour}"


class Life:
    """Anything legal aid can do with a few claims, in any order."""

    def __init__(self, aid, seed: int) -> None:
        self.aid, self.luck, self.refused, self.done = aid, Random(seed), 0, 0
        self.people = [one for size in (1, 2) for one in aid.town.register(size, nationality="HN").people]
        aid.on("2019-01-30")

    def pick(self, sql: str, *params: str) -> str:
        rows = self.aid.db.all(sql, params)
        return self.luck.choice(rows)[0] if rows else "X" * 20

    def claim(self) -> str:
        return self.pick("SELECT id FROM claims_claim ORDER BY id")

    def day(self) -> date:
        return self.aid.today() + timedelta(self.luck.randint(-10, 40))

    def step(self):
        pick, luck, claim = self.pick, self.luck, self.claim()
        paper = pick("SELECT id FROM claims_paper WHERE claim=? ORDER BY id", claim)
        person = luck.choice(self.people)
        says = luck.choice
        return says([
            lambda: Intention(person=person, country=says(["US", "MX"])),
            lambda: Facts(person=person, card={"manner": says(["port", "between"]), "entry_mx": self.day()}),
            lambda: AskTrack(claim=claim),
            lambda: DecideTrack(claim=claim, track=says(["remain", "inside"]), by="judge", words=says(["", "why"])),
            lambda: WritePaper(claim=claim, day=self.day(), hour="09:00", what=says(["interview", "tear"])),
            lambda: WritePaper(claim=claim, day=self.day(), hour="09:00", what="hearing"),
            lambda: MarkValid(claim=claim, paper=paper, because="newer"),
            lambda: Reset(claim=claim, paper=paper, now=pick("SELECT id FROM claims_paper ORDER BY id")),
            lambda: Missed(claim=claim, paper=paper), lambda: Held(claim=claim, paper=paper),
            lambda: Prepare(claim=claim, paper=paper, bridge_hour="07:00", port_hour="08:00"),
            lambda: Reached(claim=claim, notice=pick("SELECT id FROM claims_notice ORDER BY id"), how=says(["posted", "handed"])),
            lambda: AskLawyer(claim=claim, question=says(["split", "paper"])),
            lambda: LawyerSaid(claim=claim, question=pick("SELECT id FROM claims_question ORDER BY id"), answer="go_on", lawyer="Li"),
            lambda: Decided(claim=claim, outcome=says(["denied", "relief", "in_absentia"])),
            lambda: Appeal(claim=claim), lambda: Removed(claim=claim, ground="words"),
            lambda: PersonAsks(person=person, topic=says(["home", "other"]), words="words"), lambda: TakenBack(person=person, topic="home"),
            lambda: ReturnHome(claim=claim, told=True),
        ])()  # fmt: skip

    def live(self, steps: int) -> None:
        for n in range(steps):
            action, before = self.step(), self.aid.town.tip()
            try:
                self.aid.does(action)
                self.done += 1
            except Refused:
                self.refused += 1
                assert self.aid.town.tip() == before, f"{action.kind} was refused and wrote something"
            if n % 12 == 11:
                self.aid.town.pass_time(days=1)


@pytest.mark.parametrize("seed", range(6))
def test_any_order_of_acts_leaves_claims_that_replay_and_answers_that_derive(aid, office, seed):
    life = Life(aid, seed)
    life.live(200)
    assert life.done > 30 and life.refused > 10
    twice = "SELECT claim FROM claims_paper WHERE state='valid' GROUP BY claim, kind='interview' HAVING COUNT(*)>1"
    assert not office.db.all(twice), "two papers count for one claim"
    alone = "SELECT 1 FROM claims_claim c WHERE c.state='returned' AND NOT EXISTS (SELECT 1 FROM claims_asked a WHERE a.person=c.person AND a.topic='home' AND a.back IS NULL)"
    assert not office.db.one(alone), "somebody goes home who did not ask"
    assert rederive(office).faults == []
    assert_right(office)
    assert_replays(office)
    aid.alarms()
