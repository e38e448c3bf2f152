import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('see', '0001_snapshots_and_pulls'),
        ('trust', '0005_limits'),
    ]

    operations = [
        migrations.CreateModel(
            name='Patterns',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('made', models.DateField()),
                ('first', models.DateField()),
                ('last', models.DateField()),
                ('content', models.JSONField()),
            ],
        ),
        migrations.CreateModel(
            name='Story',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('who', models.CharField(choices=[('anonymous', 'anoniem'), ('organisation', 'bekend bij mijn organisatie'), ('named', 'met naam bij het loket')], max_length=12)),
                ('day', models.DateField()),
                ('state', models.CharField(choices=[('told', 'nog niet beantwoord'), ('answered', 'in gesprek'), ('closed', 'afgerond'), ('refused', 'hoort hier niet'), ('withdrawn', 'ingetrokken')], default='told', max_length=10)),
                ('title', models.CharField(max_length=100, verbose_name='titel')),
                ('text', models.TextField(verbose_name='verhaal')),
                ('theme', models.SlugField(max_length=80)),
                ('area', models.CharField(max_length=20)),
                ('role', models.CharField(blank=True, max_length=40)),
                ('safe', models.BooleanField()),
                ('answers', models.JSONField(default=dict)),
                ('readers', models.CharField(choices=[('desk', 'alleen het loket'), ('coalition', 'iedereen die voor een partner van de coalitie werkt'), ('everyone', 'iedereen: het mag openbaar')], max_length=10)),
                ('quotable', models.BooleanField(default=False)),
                ('waits_since', models.DateField(null=True)),
                ('first_answer', models.DateField(null=True)),
                ('keep_until', models.DateField()),
                ('noted', models.BooleanField(default=True)),
                ('circle', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='trust.circle')),
            ],
        ),
        migrations.CreateModel(
            name='Receipt',
            fields=[
                ('story', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, serialize=False, to='see.story')),
                ('handle', models.CharField(db_index=True, max_length=8)),
                ('secret', models.CharField(max_length=80)),
            ],
        ),
        migrations.CreateModel(
            name='Picture',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=20)),
                ('content', models.BinaryField()),
                ('story', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pictures', to='see.story')),
            ],
        ),
        migrations.CreateModel(
            name='Message',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField()),
                ('day', models.DateField()),
                ('from_desk', models.BooleanField()),
                ('text', models.TextField(verbose_name='bericht')),
                ('noted', models.BooleanField(default=True)),
                ('story', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='messages', to='see.story')),
            ],
        ),
        migrations.CreateModel(
            name='Edition',
            fields=[
                ('id', models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ('month', models.DateField()),
                ('title', models.CharField(max_length=100, verbose_name='titel')),
                ('text', models.TextField(verbose_name='verhaal')),
                ('theme', models.SlugField(max_length=80)),
                ('area', models.CharField(max_length=20)),
                ('role', models.CharField(blank=True, max_length=40)),
                ('answers', models.JSONField(default=dict)),
                ('quotable', models.BooleanField(default=False)),
                ('outcome', models.TextField(blank=True, verbose_name='wat er is gebeurd')),
                ('words', models.TextField(blank=True)),
                ('circle', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='trust.circle')),
                ('story', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='edition', to='see.story')),
            ],
        ),
        migrations.CreateModel(
            name='Echo',
            fields=[
                ('id', models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ('day', models.DateField()),
                ('story', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='see.story')),
            ],
        ),
        migrations.CreateModel(
            name='Teller',
            fields=[
                ('story', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, serialize=False, to='see.story')),
                ('keep_until', models.DateField()),
                ('heard', models.PositiveIntegerField(default=0)),
                ('circle', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='trust.circle')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='trust.person')),
            ],
        ),
        migrations.AddIndex(
            model_name='story',
            index=models.Index(fields=['-day', 'id'], name='see_story_newest'),
        ),
        migrations.AddIndex(
            model_name='story',
            index=models.Index(fields=['waits_since', 'id'], name='see_story_waiting'),
        ),
        migrations.AddIndex(
            model_name='edition',
            index=models.Index(fields=['-month', 'id'], name='see_edition_newest'),
        ),
        migrations.AddIndex(
            model_name='edition',
            index=models.Index(fields=['theme', '-month'], name='see_edition_theme'),
        ),
        migrations.AddIndex(
            model_name='edition',
            index=models.Index(fields=['area', '-month'], name='see_edition_area'),
        ),
        # A search reads the rows of all editions: what is not needed for it lies apart, the stems beside the row.
        migrations.RunSQL(
            "alter table see_edition set (toast_tuple_target = 256);"
            " alter table see_edition alter column text set storage external;"
            " alter table see_edition alter column outcome set storage external;"
            " alter table see_edition alter column words set storage plain",
            migrations.RunSQL.noop,
        ),
    ]
