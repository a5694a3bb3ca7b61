"""What was issued does not change: only whether it is paid, and whose it was once its territory is gone."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION billing_invoice_is_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'invoice % is kept', OLD.number;
    END IF;
    IF (to_jsonb(NEW) - '{state,paid_on,payment_reference,reminders,territory_id}'::text[])
        IS DISTINCT FROM (to_jsonb(OLD) - '{state,paid_on,payment_reference,reminders,territory_id}'::text[])
        OR NEW.territory_id IS DISTINCT FROM OLD.territory_id AND NEW.territory_id IS NOT NULL THEN
        RAISE EXCEPTION 'invoice % was issued and does not change', OLD.number;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER billing_invoice_fixed BEFORE UPDATE OR DELETE ON billing_invoice
    FOR EACH ROW EXECUTE FUNCTION billing_invoice_is_fixed();
"""
BACKWARD = "DROP TRIGGER billing_invoice_fixed ON billing_invoice; DROP FUNCTION billing_invoice_is_fixed();"


class Migration(migrations.Migration):
    dependencies = [("billing", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
