"""Events: which of PLOVER's types of act a sentence tells, given who does it to whom."""
