"""The playbook in the admin. Whatever is changed here is marked as edited by hand, and sync leaves it alone.

Rows are retired, not deleted; keys cannot change. Who changed what stands in the history of each row.
"""

from playbook.admin import content, plans, seasons

__all__ = ["content", "plans", "seasons"]
