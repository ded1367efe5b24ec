"""Following feeds and pages: what is new is read, what changed or vanished is noted, nothing is ever deleted."""

from guarantor.case.watching.agenda import Manners
from guarantor.case.watching.events import Event, EventKind
from guarantor.case.watching.watcher import Watcher

__all__ = ["Event", "EventKind", "Manners", "Watcher"]
