"""Archives: documents read by several processes, or a cluster, and written into the record by one."""

from guarantor.case.scale.run import Plan, read_archive

__all__ = ["Plan", "read_archive"]
