
import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('see', '0004_pulse'),
        ('trust', '0005_limits'),
    ]

    operations = [
        migrations.CreateModel(
            name='Trend',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('state', models.CharField(choices=[('proposed', 'voorgesteld'), ('watched', 'in de gaten'), ('inventory', 'in de inventarisatie'), ('ended', 'beëindigd')], max_length=10)),
                ('title', models.CharField(max_length=120, verbose_name='titel')),
                ('text', models.TextField(blank=True, verbose_name='wat er gebeurt')),
                ('expects', models.TextField(blank=True, verbose_name='wat wij verwachten')),
                ('practice', models.TextField(blank=True, verbose_name='wat de praktijk ziet')),
                ('source', models.CharField(blank=True, max_length=200, verbose_name='bron')),
                ('publications', models.TextField(blank=True, verbose_name='publicaties')),
                ('themes', models.JSONField(blank=True, default=list)),
                ('indicators', models.JSONField(blank=True, default=list)),
                ('level', models.CharField(blank=True, choices=[('national', 'landelijk of breder'), ('regional', 'de hele regio'), ('district', 'een of meer districten'), ('local', 'een of meer gemeenten'), ('', 'niet gezegd')], max_length=10)),
                ('direction', models.CharField(blank=True, choices=[('grows', 'het neemt toe'), ('shrinks', 'het neemt af'), ('changes', 'het verandert van vorm'), ('', 'niet gezegd')], max_length=10)),
                ('known', models.CharField(blank=True, choices=[('measured', 'vastgesteld'), ('likely', 'aannemelijk'), ('signals', 'signalen'), ('', 'niet gezegd')], max_length=20)),
                ('expected', models.CharField(blank=True, choices=[('almost-certain', 'vrijwel zeker'), ('likely', 'waarschijnlijk'), ('even', 'kan beide kanten op'), ('unlikely', 'niet waarschijnlijk'), ('', 'niet gezegd')], max_length=20)),
                ('since', models.CharField(blank=True, max_length=7)),
                ('until', models.CharField(blank=True, max_length=7)),
                ('proposed_on', models.DateField()),
                ('changed_on', models.DateField()),
                ('review_on', models.DateField(blank=True, null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('circle', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='trust.circle')),
            ],
        ),
        migrations.CreateModel(
            name='Sight',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('month', models.DateField()),
                ('seen', models.CharField(choices=[('grows', 'Ik zie het meer dan vorig jaar'), ('same', 'Ik zie het even vaak'), ('shrinks', 'Ik zie het minder'), ('changes', 'Ik zie het, maar anders dan hier staat')], max_length=10)),
                ('role', models.CharField(blank=True, max_length=40)),
                ('text', models.TextField(verbose_name='wat u ziet')),
                ('circle', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='trust.circle')),
                ('trend', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sights', to='see.trend')),
            ],
        ),
        migrations.CreateModel(
            name='Turn',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField()),
                ('on', models.DateField()),
                ('role', models.CharField(choices=[('member', 'iemand van een partner'), ('bureau', 'het bureau'), ('document', 'de strategie')], max_length=10)),
                ('verb', models.CharField(max_length=10)),
                ('state', models.CharField(max_length=10)),
                ('reason', models.TextField(blank=True, verbose_name='reden')),
                ('before', models.JSONField(blank=True, default=dict)),
                ('circle', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='trust.circle')),
                ('trend', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='turns', to='see.trend')),
            ],
        ),
        migrations.AddIndex(
            model_name='trend',
            index=models.Index(fields=['state', 'review_on'], name='see_trend_state'),
        ),
        migrations.AddConstraint(
            model_name='turn',
            constraint=models.UniqueConstraint(fields=('trend', 'number'), name='see_turn_one_at_a_time'),
        ),
    ]
