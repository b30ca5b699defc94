from django.contrib import admin

from programs.admin.staff import StaffCurates
from programs.models import ImportRun


@admin.register(ImportRun)
class ImportRunAdmin(StaffCurates, admin.ModelAdmin):
    """Where the imported rows come from. Written by `import_catalogue`, changed by nobody."""

    list_display = ["file_name", "vintage", "imported_at", "rows", "added", "changed", "unchanged"]
    list_select_related = ["imported_by"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False
