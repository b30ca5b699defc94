from django.db import migrations

# The list of who looked is worth something because nobody can rewrite it, not even from a shell. When a viewer's
# account is deleted, its reference is emptied and the name stays.
KEEP = """
CREATE FUNCTION accounts_a_look_is_never_rewritten() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.viewer_id IS NULL AND to_jsonb(NEW) - 'viewer_id' = to_jsonb(OLD) - 'viewer_id' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'a look is written once and never changed' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER a_look_is_never_rewritten BEFORE UPDATE ON accounts_accessentry
    FOR EACH ROW EXECUTE FUNCTION accounts_a_look_is_never_rewritten();
"""
FORGET = """
DROP TRIGGER a_look_is_never_rewritten ON accounts_accessentry;
DROP FUNCTION accounts_a_look_is_never_rewritten();
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_lighter_mail")]

    operations = [migrations.RunSQL(KEEP, FORGET)]
