"""What a bench costs by each of its criteria, worked out once for everything that shows it."""
from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from engine import Criterion, InputError
from engine.bench import Account, Bench


@dataclass(frozen=True, eq=False)
class Costs:
    """A bench with the number of the criterion in focus and of the sample that is selected, from 0."""

    bench: Bench
    focus: int = 0
    sample: int = 0

    @cached_property
    def _outcomes(self) -> tuple[Account | str, ...]:
        """For each criterion its account, or the sentence that says why there is none."""
        return tuple(map(self._outcome, self.bench.criteria))

    def account(self, place: int) -> Account | None:
        """The account by the criterion with this number, if it has one."""
        outcome = self._outcomes[place]
        return outcome if isinstance(outcome, Account) else None

    def refusal(self, place: int) -> str:
        """Why the criterion with this number has no account; empty if it has one."""
        outcome = self._outcomes[place]
        return outcome if isinstance(outcome, str) else ""

    @property
    def criterion(self) -> Criterion:
        """The criterion in focus."""
        return self.bench.criteria[self.focus]

    def _outcome(self, criterion: Criterion) -> Account | str:
        try:
            return self.bench.account(criterion)
        except InputError as error:
            return str(error)

    def moves_only_sample(self, before: Costs) -> bool:
        """Whether all else than the selected sample is as it was before."""
        now, then = self.bench, before.bench
        if (self.focus, self.sample, now.criteria, len(now)) != (
                before.focus, before.sample, then.criteria, len(then)):
            return False
        changed = (now.y != then.y) | (now.p != then.p)
        return not np.any(np.delete(changed, self.sample))
