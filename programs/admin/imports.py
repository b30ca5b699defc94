from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse

from programs import importers
from programs.actions import catalogue_runs as runs
from programs.actions.catalogue_undo import later_runs
from programs.admin.staff import StaffCurates
from programs.exports import import_changes_csv
from programs.forms.imports import ColumnsForm, UploadForm, decisions
from programs.importers import BadFile
from programs.models import ImportChange, ImportProgress, ImportRun

State = ImportRun.State
ROWS = 50


@admin.register(ImportRun)
class ImportRunAdmin(StaffCurates, admin.ModelAdmin):
    """Imports of catalogue files: upload, columns, differences, storing, taking back. No row is edited by hand."""

    change_list_template = "programs/admin/imports.html"
    list_display = [
        "file_name",
        "vintage",
        "state",
        "imported_at",
        "rows",
        "added",
        "changed",
        "unchanged",
        "imported_by",
    ]
    list_filter = ["state", "shape"]
    list_select_related = ["imported_by"]
    show_full_result_count = False

    def get_queryset(self, request):
        return super().get_queryset(request).defer("content", "warnings", "errors", "choices")

    def get_urls(self):
        doors = {
            "columns": self.columns,
            "confirm": self.confirm,
            "decide": self.decide,
            "undo": self.undo,
            "again": self.again,
            "discard": self.discard,
            "progress": self.progress,
            "changes.csv": self.changes,
        }
        own = [
            path(
                f"<int:pk>/{name}" + ("" if "." in name else "/"),
                self.admin_site.admin_view(self._for_staff(door)),
                name=f"programs_importrun_{name.split('.')[0]}",
            )
            for name, door in doors.items()
        ]
        return own + super().get_urls()

    def _for_staff(self, door):
        """The run for staff, and a step that comes too late says so on the run's page."""

        def view(request, pk):
            if not self.has_change_permission(request):
                raise PermissionDenied
            run = get_object_or_404(ImportRun.objects.defer("content"), pk=pk)
            try:
                return door(request, run)
            except runs.NotNow as error:
                messages.warning(request, str(error))
                return self.back(run)

        return view

    def back(self, run, query=""):
        return redirect(reverse("admin:programs_importrun_change", args=[run.pk]) + query)

    # ---- pages ----
    def add_view(self, request, form_url="", extra_context=None):
        """Upload a file; nothing is stored in the catalogue yet."""
        form = UploadForm(request.POST or None, request.FILES or None)
        if request.method == "POST" and form.is_valid():
            about = {name: form.cleaned_data[name] for name in ("source", "vintage", "licence")}
            run = runs.new_run(
                content=form.content, file_name=form.cleaned_data["file"].name, by=request.user, **about
            )
            run.save()
            return self.back(run)
        return self.page(request, "upload", "Import a file", form=form)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        if request.method == "POST":
            raise PermissionDenied
        run = get_object_or_404(
            ImportRun.objects.defer("content")
            .annotate(has_file=Q(content__isnull=False))
            .select_related("imported_by", "undone_by"),
            pk=object_id,
        )
        more = {}
        asked = request.GET.get("show") == "columns"
        if run.state in (State.UPLOADED, State.FAILED) or (asked and run.state == State.CHECKED):
            return self.columns_page(request, run)
        if run.is_waiting:
            more["progress"] = ImportProgress.objects.filter(run_id=run.pk).first()
        return self.page(request, "run", run.file_name, run=run, **self.differences(request, run), **more)

    def columns_page(self, request, run, form=None):
        try:
            table = runs.table_of(run)
        except (BadFile, runs.NotNow) as error:
            return self.page(request, "run", run.file_name, run=run, trouble=str(error), kinds=[])
        form = form or ColumnsForm(run=run, table=table)
        more = {
            "shape": importers.SHAPES[run.shape],
            "shapes": importers.SHAPES.values(),
            "earlier": runs.earlier(run),
        }
        return self.page(request, "columns", run.file_name, run=run, form=form, notes=table.notes, **more)

    def differences(self, request, run):
        """The changes of one kind, a page of them, with how many there are of each."""
        kinds = [(kind, kind.label, run.counts[kind]) for kind in ImportChange.Kind if run.counts.get(kind)]
        left = run.changes.filter(state="left").exclude(kind__in=["conflicting", "absent"])
        n_left = left.count() if run.state == State.UNDONE else 0
        shown = request.GET.get("kind") or (
            "left" if n_left else "conflicting" if run.counts.get("conflicting") else ""
        )
        shown = shown or (kinds[0][0] if kinds else "")
        rows = left if shown == "left" else run.changes.filter(kind=shown)
        page = Paginator(rows.order_by("pk"), ROWS).get_page(request.GET.get("page"))
        for change in page:
            change.fields = [
                (name.removesuffix("_id").replace("_", " "), change.before.get(name), change.after.get(name))
                for name in {**change.after, **change.before}
                if name != "listed_in_id"
            ]
            change.choice = str(run.choices.get(change.code, ""))
        return {"kinds": kinds, "shown": shown, "page": page, "n_left": n_left}

    def page(self, request, name, title, **context):
        site = self.admin_site.each_context(request)
        context = {**site, "title": title, "opts": self.opts, **context}
        return render(request, f"programs/admin/{name}.html", context)

    # ---- doors ----
    def columns(self, request, run):
        """The columns as the admin says they are; then the comparison is asked for. Another kind proposes anew."""
        if request.method != "POST":
            return self.back(run, "?show=columns")
        table = runs.table_of(run)
        wanted = importers.SHAPES.get(request.POST.get("shape"))
        if "reshape" in request.POST and wanted:
            runs.reshape(run, wanted, table.header)
            return self.back(run, "?show=columns")
        form = ColumnsForm(request.POST, run=run, table=table)
        if not form.is_valid():
            return self.columns_page(request, run, form)
        runs.compare(run, column_map=form.column_map, constants=form.constants, options=form.options)
        return self.back(run)

    def confirm(self, request, run):
        return self._act(request, run, runs.confirm, "The import begins within seconds.")

    def decide(self, request, run):
        """What the rows of this page are; the comparison is made again with it."""
        if request.method != "POST":
            return self.back(run)
        rows = run.changes.filter(kind="conflicting", pk__in=_numbers(request.POST))
        made = decisions(request.POST, rows)
        asked = {change.code for change in rows}
        kept = {code: choice for code, choice in run.choices.items() if code not in asked}
        runs.compare(run, choices=kept | made)
        return self.back(run)

    def undo(self, request, run):
        if request.method != "POST":
            later = later_runs(run)
            return self.page(request, "undo", f"Take back {run.file_name}", run=run, later=later)
        return self._act(request, run, runs.ask_undo, "It is taken back within seconds.")

    def again(self, request, run):
        if request.method != "POST":
            return self.back(run)
        return self.back(runs.again(run, by=request.user))

    def discard(self, request, run):
        if request.method != "POST":
            return self.back(run)
        runs.discard(run, by=request.user)
        messages.success(request, "Forgotten. Nothing of the file was stored.")
        return redirect("admin:programs_importrun_changelist")

    def _act(self, request, run, action, words):
        if request.method == "POST":
            action(run, by=request.user)
            self.log_change(request, run, words)
            messages.success(request, words)
        return self.back(run)

    def progress(self, request, run):
        """A fragment, asked for every two seconds; when the work is over the page loads anew."""
        if not run.is_waiting:
            return HttpResponse(headers={"HX-Refresh": "true"})
        progress = ImportProgress.objects.filter(run_id=run.pk).first()
        return render(request, "programs/admin/_progress.html", {"run": run, "progress": progress})

    def changes(self, request, run):
        response = StreamingHttpResponse(import_changes_csv(run), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="import-{run.pk}.csv"'
        return response


def _numbers(query):
    names = (name.removeprefix("decide_") for name in query if name.startswith("decide_"))
    return [int(name) for name in names if name.isdecimal() and len(name) < 18]
