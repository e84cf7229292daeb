"""What happened, who told it, what says the same, and what cannot all be true."""

import claims.statuses
import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0010_numbered_by_the_wire'),
    ]

    operations = [
        migrations.CreateModel(
            name='Account',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('part', models.PositiveSmallIntegerField(default=0)),
                ('at', models.DateTimeField(help_text='when its version was sent')),
                ('keys', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=80), default=list, size=None)),
                ('told', models.JSONField(default=dict)),
            ],
            options={
                'ordering': ['article', 'part'],
            },
        ),
        migrations.CreateModel(
            name='ClaimLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('same', 'same'), ('variant', 'variant')], max_length=8)),
                ('score', models.FloatField(default=0)),
                ('because', models.CharField(max_length=300)),
                ('difference', models.CharField(blank=True, max_length=300)),
                ('refused_at', models.DateTimeField(blank=True, null=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
            ],
        ),
        migrations.CreateModel(
            name='Conflict',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('measure', models.CharField(max_length=80)),
                ('since', models.DateTimeField()),
                ('until', models.DateTimeField(blank=True, null=True)),
                ('settled', models.CharField(blank=True, max_length=300)),
                ('raised_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'ordering': ['since', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Event',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200)),
                ('place', models.CharField(blank=True, max_length=200)),
                ('kind', models.CharField(blank=True, max_length=40)),
                ('began_at', models.DateTimeField()),
                ('latest_at', models.DateTimeField()),
                ('version', models.PositiveIntegerField(default=1, help_text="counts people's changes; forms carry it")),
                ('created_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'ordering': ['-latest_at', '-id'],
            },
        ),
        migrations.CreateModel(
            name='Regrouping',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('action', models.CharField(max_length=24)),
                ('reason', models.TextField(blank=True)),
                ('detail', models.JSONField(default=dict)),
                ('request_id', models.CharField(blank=True, max_length=64)),
            ],
            options={
                'ordering': ['-id'],
            },
        ),
        migrations.AddField(
            model_name='article',
            name='to_match_since',
            field=models.DateTimeField(blank=True, help_text='what it tells has changed, and nobody has compared it with others', null=True),
        ),
        migrations.AddField(
            model_name='claim',
            name='canonical',
            field=models.ForeignKey(blank=True, help_text='the same claim told elsewhere, whose verdict holds for this one', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='duplicates', to='claims.claim'),
        ),
        migrations.AddField(
            model_name='occurrence',
            name='low',
            field=models.FloatField(blank=True, help_text='of its figure, to be found by', null=True),
        ),
        migrations.AddField(
            model_name='occurrence',
            name='measure',
            field=models.CharField(blank=True, db_default='', default='', max_length=80),
        ),
        migrations.AddField(
            model_name='occurrence',
            name='notes',
            field=models.JSONField(blank=True, db_default=models.Value([], models.JSONField()), default=list, help_text="sums of its story that don't come out"),
        ),
        migrations.AddField(
            model_name='occurrence',
            name='reading',
            field=models.JSONField(blank=True, db_default=models.Value({}, models.JSONField()), default=dict),
        ),
        migrations.AddField(
            model_name='occurrence',
            name='role',
            field=models.CharField(blank=True, db_default='', default='', max_length=16),
        ),
        migrations.AddIndex(
            model_name='article',
            index=models.Index(condition=models.Q(('to_match_since__isnull', False)), fields=['to_match_since', 'id'], name='article_to_match'),
        ),
        migrations.AddIndex(
            model_name='occurrence',
            index=models.Index(condition=models.Q(('measure', ''), _negated=True), fields=['measure', 'low'], name='occurrence_measure_and_low'),
        ),
        migrations.AddIndex(
            model_name='occurrence',
            index=models.Index(condition=models.Q(('low__isnull', False)), fields=['type', 'low'], name='occurrence_type_and_low'),
        ),
        migrations.AddField(
            model_name='account',
            name='article',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='accounts', to='claims.article'),
        ),
        migrations.AddField(
            model_name='account',
            name='pinned_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='claimlink',
            name='one',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='links_up', to='claims.occurrence'),
        ),
        migrations.AddField(
            model_name='claimlink',
            name='other',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='links_down', to='claims.occurrence'),
        ),
        migrations.AddField(
            model_name='claimlink',
            name='refused_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='conflict',
            name='one',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='conflicts_first', to='claims.occurrence'),
        ),
        migrations.AddField(
            model_name='conflict',
            name='other',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='conflicts_second', to='claims.occurrence'),
        ),
        migrations.AddField(
            model_name='event',
            name='merged_into',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='claims.event'),
        ),
        migrations.AddField(
            model_name='event',
            name='named_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='conflict',
            name='event',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='conflicts', to='claims.event'),
        ),
        migrations.AddField(
            model_name='account',
            name='event',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='accounts', to='claims.event'),
        ),
        migrations.AddField(
            model_name='claim',
            name='event',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='claims', to='claims.event'),
        ),
        migrations.AddConstraint(
            model_name='claim',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', claims.statuses.Status['DUPLICATE']), ('canonical__isnull', False)), models.Q(models.Q(('status', claims.statuses.Status['DUPLICATE']), _negated=True), ('canonical', None)), _connector='OR'), name='claim_canonical_while_duplicate'),
        ),
        migrations.AddConstraint(
            model_name='claim',
            constraint=models.CheckConstraint(condition=models.Q(('canonical', models.F('id')), _negated=True), name='claim_not_its_own_duplicate'),
        ),
        migrations.AddField(
            model_name='regrouping',
            name='actor',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='regroupings', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='regrouping',
            name='event',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='history', to='claims.event'),
        ),
        migrations.AddField(
            model_name='regrouping',
            name='undoes',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='undone_by', to='claims.regrouping'),
        ),
        migrations.AddIndex(
            model_name='claimlink',
            index=models.Index(fields=['other'], name='link_other'),
        ),
        migrations.AddConstraint(
            model_name='claimlink',
            constraint=models.UniqueConstraint(fields=('one', 'other'), name='link_once'),
        ),
        migrations.AddConstraint(
            model_name='claimlink',
            constraint=models.CheckConstraint(condition=models.Q(('one__lt', models.F('other'))), name='link_lower_number_first'),
        ),
        migrations.AddConstraint(
            model_name='claimlink',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['same', 'variant'])), name='link_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='claimlink',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('refused_at', None), ('refused_by', None)), models.Q(('refused_at__isnull', False), ('refused_by__isnull', False)), _connector='OR'), name='link_refused_by_and_at'),
        ),
        migrations.AddIndex(
            model_name='event',
            index=models.Index(fields=['-latest_at', '-id'], name='event_latest'),
        ),
        migrations.AddIndex(
            model_name='conflict',
            index=models.Index(condition=models.Q(('until', None)), fields=['event'], name='conflict_open'),
        ),
        migrations.AddConstraint(
            model_name='conflict',
            constraint=models.UniqueConstraint(fields=('one', 'other'), name='conflict_raised_once'),
        ),
        migrations.AddConstraint(
            model_name='conflict',
            constraint=models.CheckConstraint(condition=models.Q(('one', models.F('other')), _negated=True), name='conflict_of_two'),
        ),
        migrations.AddConstraint(
            model_name='conflict',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('until', None), ('settled', '')), models.Q(('until__isnull', False), models.Q(('settled', ''), _negated=True)), _connector='OR'), name='conflict_settled_by_something'),
        ),
        migrations.AddIndex(
            model_name='account',
            index=django.contrib.postgres.indexes.GinIndex(fields=['keys'], name='account_keys'),
        ),
        migrations.AddIndex(
            model_name='account',
            index=models.Index(fields=['at'], name='account_at'),
        ),
        migrations.AddConstraint(
            model_name='account',
            constraint=models.UniqueConstraint(fields=('article', 'part'), name='account_part_unique'),
        ),
        migrations.AddIndex(
            model_name='regrouping',
            index=models.Index(fields=['event', '-id'], name='regrouping_of_event'),
        ),
    ]
