import csv
import io

from django.core.management.base import BaseCommand
from django.db import connection, transaction

from programs.actions.catalogue import place
from programs.importers.shipped import DATA
from programs.models import ZipPlace
from programs.places import state_of_zip

FILE = DATA / "zip_places.csv"


class Command(BaseCommand):
    help = "Load where ZIP codes are, and put programs on the map. Does nothing when all is as in the shipped file."

    def handle(self, *args, **options):
        with open(FILE, newline="", encoding="utf-8") as file:
            rows = [
                (r["zip"], float(r["lat"]), float(r["lng"]), state_of_zip(r["zip"]))
                for r in csv.DictReader(file)
            ]
        stored = set(ZipPlace.objects.order_by().values_list("code", "latitude", "longitude", "state"))
        if stored == set(rows):
            return
        text = io.StringIO("".join("\t".join(map(str, row)) + "\n" for row in rows))
        table = ZipPlace._meta.db_table
        with transaction.atomic(), connection.cursor() as cursor:
            ZipPlace.objects.all().delete()
            cursor.copy_expert(f'COPY "{table}" (code, latitude, longitude, state) FROM STDIN', text)
            cursor.execute(f'ANALYZE "{table}"')
            moved = place()
        if options["verbosity"]:
            self.stdout.write(f"{len(rows):,} ZIP codes loaded, {moved:,} programs placed.")
