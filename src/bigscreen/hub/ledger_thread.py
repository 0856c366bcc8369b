"""The one thread that owns the ledger: every order and every look-up in turn.

Orders that wait together are committed together. What a batch came to is handed to the event
loop in one piece, after the commit.
"""

import asyncio
import queue
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import structlog

from bigscreen.domain.outcomes import Outcome
from bigscreen.service.ports import LedgerUnavailable
from bigscreen.service.settlement import NumberedEvent, OrderRequest, Settled, Settlement

_log = structlog.get_logger(__name__)

T = TypeVar("T")

MOST_IN_ONE_COMMIT = 256


@dataclass(frozen=True, slots=True)
class _Order:
    """An order, and who is told its answer."""

    request: OrderRequest
    tell: Callable[[Outcome], None]


@dataclass(frozen=True, slots=True)
class _Question:
    """A look-up that has to run where the ledger lives."""

    ask: Callable[[], Any]
    answer: asyncio.Future[Any]


_Job = _Order | _Question


class LedgerThread:
    """Runs a settlement in its own thread, and tells the event loop it was made in.

    ``on_events`` gets the durable events, in order and without a gap, after the answers of the
    same commit were told.
    """

    def __init__(
        self,
        settlement: Settlement,
        on_events: Callable[[Sequence[NumberedEvent]], None],
        on_faults: Callable[[int], None],
    ) -> None:
        self._settlement = settlement
        self._on_events = on_events
        self._on_faults = on_faults
        self._loop = asyncio.get_running_loop()
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        # A daemon: a disk that hangs must not keep the process from ending.
        self._thread = threading.Thread(target=self._run, name="ledger", daemon=True)

    def start(self) -> None:
        """Begin to work."""
        self._thread.start()

    def submit(self, request: OrderRequest, tell: Callable[[Outcome], None]) -> None:
        """Queue an order; ``tell`` gets its answer once it is durable."""
        self._jobs.put(_Order(request, tell))

    async def ask(self, question: Callable[[], T]) -> T:
        """Return what ``question`` returns, or raise what it raises, run in the thread."""
        answer: asyncio.Future[T] = self._loop.create_future()
        self._jobs.put(_Question(question, answer))
        return await answer

    async def stop(self, within_s: float) -> bool:
        """Settle what is queued and end; tell whether that was done ``within_s`` seconds."""
        self._jobs.put(None)
        await asyncio.to_thread(self._thread.join, within_s)
        return not self._thread.is_alive()

    def _run(self) -> None:
        while (batch := self._next_batch()) is not None:
            orders = [job for job in batch if isinstance(job, _Order)]
            if orders:
                settled = self._settlement.settle([order.request for order in orders])
                for fault in settled.faults:
                    _log_fault(fault, len(orders))
                self._hand_over(self._tell, orders, settled)
            for job in batch:
                if isinstance(job, _Question):
                    self._answer(job)

    def _tell(self, orders: Sequence[_Order], settled: Settled) -> None:
        if settled.faults:
            self._on_faults(len(settled.faults))
        for order, outcome in zip(orders, settled.answers, strict=True):
            order.tell(outcome)
        self._on_events(settled.events)

    def _next_batch(self) -> list[_Job] | None:
        """Wait for work, then take what else has come; None ends the thread."""
        batch: list[_Job] = []
        job = self._jobs.get()
        while job is not None:
            batch.append(job)
            if len(batch) == MOST_IN_ONE_COMMIT:
                return batch
            try:
                job = self._jobs.get_nowait()
            except queue.Empty:
                return batch
        if batch:
            self._jobs.put(None)  # the end comes after what was queued before it
            return batch
        return None

    def _answer(self, question: _Question) -> None:
        try:
            found = question.ask()
        except Exception as error:  # noqa: BLE001 - it belongs to whoever asked
            self._hand_over(_fail, question.answer, error)
        else:
            self._hand_over(_succeed, question.answer, found)

    def _hand_over(self, call: Callable[..., None], *arguments: object) -> None:
        try:
            self._loop.call_soon_threadsafe(call, *arguments)
        except RuntimeError:
            _log.warning("hub_gone_before_answer")


def _log_fault(fault: Exception, orders: int) -> None:
    if isinstance(fault, LedgerUnavailable):
        _log.error("ledger_unavailable", reason=str(fault), orders=orders)
    else:
        _log.error("hub_fault", exc_info=fault, orders=orders)


def _succeed(answer: asyncio.Future[Any], found: object) -> None:
    if not answer.done():
        answer.set_result(found)


def _fail(answer: asyncio.Future[Any], error: Exception) -> None:
    if not answer.done():
        answer.set_exception(error)
