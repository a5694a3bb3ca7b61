from django.db import migrations


class Migration(migrations.Migration):
    """Titles are read of the document, by their weight."""

    dependencies = [("catalogue", "0005_words")]

    operations = [migrations.RemoveIndex(model_name="opportunity", name="opportunity_heading")]
