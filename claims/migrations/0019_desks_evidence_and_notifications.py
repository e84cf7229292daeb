"""Desks with their scales, policies and weights; votes, contacts, files, notes, mendings, notifications, views."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0018_lighter_index_of_neighbours'),
    ]

    operations = [
        migrations.CreateModel(
            name='ClaimNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('text', models.TextField()),
            ],
            options={
                'ordering': ['at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Contact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('whom', models.CharField(max_length=200)),
                ('asked', models.CharField(choices=[('speaker', 'the speaker'), ('expert', 'an expert'), ('source', 'a source')], max_length=8)),
                ('channel', models.CharField(choices=[('mail', 'e-mail'), ('phone', 'telephone'), ('message', 'message'), ('letter', 'letter'), ('person', 'in person')], max_length=8)),
                ('question', models.TextField(blank=True)),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('due_at', models.DateTimeField(blank=True, null=True)),
                ('outcome', models.CharField(blank=True, choices=[('replied', 'replied'), ('declined', 'declined to comment'), ('silent', 'did not reply')], max_length=8)),
                ('reply', models.TextField(blank=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ['asked_at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Delivery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('way', models.CharField(choices=[('mail', 'e-mail'), ('webhook', 'webhook')], max_length=8)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('next_attempt_at', models.DateTimeField(blank=True, default=django.utils.timezone.now, null=True)),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
                ('failure', models.CharField(blank=True, max_length=300)),
            ],
            options={
                'verbose_name_plural': 'deliveries',
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='Desk',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80, unique=True)),
                ('is_default', models.BooleanField(default=False)),
                ('speakers', models.TextField(blank=True)),
                ('webhook', models.URLField(blank=True, max_length=500)),
            ],
            options={
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='EvidenceFile',
            fields=[
                ('evidence', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='file', serialize=False, to='claims.evidence')),
                ('name', models.CharField(max_length=200)),
                ('media_type', models.CharField(max_length=80)),
                ('size', models.PositiveIntegerField()),
                ('sha256', models.CharField(max_length=64)),
                ('content', models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name='Mending',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('reason', models.TextField(blank=True)),
                ('was', models.JSONField()),
                ('now', models.JSONField()),
            ],
            options={
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='Notification',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('about', models.CharField(choices=[('assigned', 'A claim is assigned to me'), ('returned', 'My verdict is sent back'), ('mentioned', 'Somebody mentions me'), ('recheck', 'The wire changes a claim of mine'), ('killed', 'A story behind a published verdict is killed'), ('overdue', 'A reply I asked for is overdue'), ('broken', 'An editor ends my hold')], max_length=12)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('text', models.CharField(max_length=300)),
                ('read_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='Policy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=40, unique=True)),
                ('evidence', models.PositiveSmallIntegerField(default=1)),
                ('independent', models.PositiveSmallIntegerField(default=0)),
                ('full_evidence', models.BooleanField(default=False)),
                ('contact', models.BooleanField(default=False)),
                ('votes', models.PositiveSmallIntegerField(default=1)),
                ('voters', models.PositiveSmallIntegerField(default=1)),
            ],
            options={
                'verbose_name_plural': 'policies',
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='RatingScale',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=40)),
                ('version', models.PositiveSmallIntegerField(default=1)),
                ('label', models.CharField(help_text='what people call it', max_length=80)),
                ('is_offered', models.BooleanField(default=True)),
            ],
            options={
                'ordering': ['name', '-version'],
            },
        ),
        migrations.CreateModel(
            name='SavedView',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60)),
                ('query', models.CharField(blank=True, max_length=2000)),
                ('made_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'ordering': ['name', 'id'],
            },
        ),
        migrations.CreateModel(
            name='ScaleRating',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=24)),
                ('label', models.CharField(max_length=80)),
                ('number', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('glyph', models.SlugField(max_length=24)),
                ('position', models.PositiveSmallIntegerField()),
            ],
            options={
                'ordering': ['scale', 'position'],
            },
        ),
        migrations.CreateModel(
            name='Snapshot',
            fields=[
                ('evidence', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='snapshot', serialize=False, to='claims.evidence')),
                ('asked_at', models.DateTimeField(auto_now_add=True)),
                ('fetched_at', models.DateTimeField(blank=True, null=True)),
                ('address', models.URLField(blank=True, help_text='where redirects led', max_length=2000)),
                ('title', models.CharField(blank=True, max_length=300)),
                ('text', models.TextField(blank=True)),
                ('sha256', models.CharField(blank=True, max_length=64)),
                ('failure', models.CharField(blank=True, max_length=300)),
            ],
        ),
        migrations.CreateModel(
            name='Vote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('agrees', models.BooleanField()),
                ('note', models.TextField(blank=True)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                'ordering': ['at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Weight',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('term', models.CharField(max_length=40)),
                ('points', models.PositiveSmallIntegerField()),
            ],
            options={
                'ordering': ['desk', 'term'],
            },
        ),
        migrations.CreateModel(
            name='Wish',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('about', models.CharField(choices=[('assigned', 'A claim is assigned to me'), ('returned', 'My verdict is sent back'), ('mentioned', 'Somebody mentions me'), ('recheck', 'The wire changes a claim of mine'), ('killed', 'A story behind a published verdict is killed'), ('overdue', 'A reply I asked for is overdue'), ('broken', 'An editor ends my hold')], max_length=12)),
                ('desk', models.BooleanField(default=True)),
                ('mail', models.BooleanField(default=False)),
                ('webhook', models.BooleanField(default=False)),
            ],
            options={
                'verbose_name_plural': 'wishes',
            },
        ),
        migrations.RemoveConstraint(
            model_name='evidence',
            name='evidence_url_is_web',
        ),
        migrations.AddField(
            model_name='article',
            name='legal_hold',
            field=models.CharField(blank=True, db_default='', default='', help_text='why its text must be kept', max_length=300),
        ),
        migrations.AddField(
            model_name='article',
            name='purged_at',
            field=models.DateTimeField(blank=True, help_text='when its text was removed', null=True),
        ),
        migrations.AddField(
            model_name='claim',
            name='added_by',
            field=models.ForeignKey(blank=True, help_text='who found it, where the model did not', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='claim',
            name='assigned_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='claim',
            name='assignee',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='assigned_claims', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='claim',
            name='mended_at',
            field=models.DateTimeField(blank=True, help_text='a person changed what was read: see Mending', null=True),
        ),
        migrations.AddField(
            model_name='claim',
            name='overdue_at',
            field=models.DateTimeField(blank=True, help_text='when a reply that it waited for was due', null=True),
        ),
        migrations.AddField(
            model_name='claim',
            name='set_aside_until',
            field=models.DateTimeField(blank=True, help_text='out of the queue till then', null=True),
        ),
        migrations.AddField(
            model_name='claim',
            name='split_from',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='claims.claim'),
        ),
        migrations.AddField(
            model_name='evidence',
            name='archive_url',
            field=models.URLField(blank=True, db_default='', default='', max_length=2000),
        ),
        migrations.AddField(
            model_name='user',
            name='keys',
            field=models.JSONField(blank=True, db_default=models.Value({}, models.JSONField()), default=dict, help_text='keys that this person gave to bindings, by their names; an empty one is switched off'),
        ),
        migrations.AddField(
            model_name='user',
            name='language',
            field=models.CharField(blank=True, db_default='', default='', help_text="none: the browser's", max_length=10),
        ),
        migrations.AddField(
            model_name='verdict',
            name='no_contact',
            field=models.TextField(blank=True, db_default='', default='', help_text='why nobody was asked, where the policy wants to know'),
        ),
        migrations.AddField(
            model_name='verdict',
            name='policy',
            field=models.CharField(blank=True, db_default='', default='', max_length=40),
        ),
        migrations.AddField(
            model_name='verdict',
            name='voters',
            field=models.PositiveSmallIntegerField(db_default=1, default=1),
        ),
        migrations.AddField(
            model_name='verdict',
            name='votes_needed',
            field=models.PositiveSmallIntegerField(db_default=1, default=1),
        ),
        migrations.AlterField(
            model_name='evidence',
            name='url',
            field=models.URLField(blank=True, help_text='none: a file stands for it', max_length=2000),
        ),
        migrations.AddConstraint(
            model_name='evidence',
            constraint=models.CheckConstraint(condition=models.Q(('url', ''), ('url__startswith', 'http://'), ('url__startswith', 'https://'), _connector='OR'), name='evidence_url_is_web'),
        ),
        migrations.AddField(
            model_name='claimnote',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='claimnote',
            name='claim',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notes', to='claims.claim'),
        ),
        migrations.AddField(
            model_name='claimnote',
            name='mentions',
            field=models.ManyToManyField(blank=True, related_name='mentioned_in', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='contact',
            name='asked_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='contact',
            name='claim',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='contacts', to='claims.claim'),
        ),
        migrations.AddField(
            model_name='claim',
            name='desk',
            field=models.ForeignKey(blank=True, help_text='none: the default', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='claims', to='claims.desk'),
        ),
        migrations.AddField(
            model_name='user',
            name='desks',
            field=models.ManyToManyField(blank=True, related_name='people', to='claims.desk'),
        ),
        migrations.AddConstraint(
            model_name='evidencefile',
            constraint=models.CheckConstraint(condition=models.Q(('size__gt', 0)), name='file_not_empty'),
        ),
        migrations.AddField(
            model_name='mending',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='mending',
            name='claim',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mendings', to='claims.claim'),
        ),
        migrations.AddField(
            model_name='notification',
            name='by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='notification',
            name='claim',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='notifications', to='claims.claim'),
        ),
        migrations.AddField(
            model_name='notification',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notifications', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='delivery',
            name='notification',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='deliveries', to='claims.notification'),
        ),
        migrations.AddConstraint(
            model_name='policy',
            constraint=models.CheckConstraint(condition=models.Q(('evidence__gte', 1)), name='policy_evidence_needed'),
        ),
        migrations.AddConstraint(
            model_name='policy',
            constraint=models.CheckConstraint(condition=models.Q(('votes__gte', 1), ('votes__lte', models.F('voters'))), name='policy_votes_among_voters'),
        ),
        migrations.AddField(
            model_name='desk',
            name='policy',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='desks', to='claims.policy'),
        ),
        migrations.AddConstraint(
            model_name='ratingscale',
            constraint=models.UniqueConstraint(fields=('name', 'version'), name='scale_version_unique'),
        ),
        migrations.AddField(
            model_name='desk',
            name='scale',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='desks', to='claims.ratingscale'),
        ),
        migrations.AddField(
            model_name='savedview',
            name='desk',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='saved_views', to='claims.desk'),
        ),
        migrations.AddField(
            model_name='savedview',
            name='person',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='saved_views', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='scalerating',
            name='scale',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='ratings', to='claims.ratingscale'),
        ),
        migrations.AddConstraint(
            model_name='snapshot',
            constraint=models.CheckConstraint(condition=models.Q(('fetched_at', None), models.Q(('sha256', ''), _negated=True), models.Q(('failure', ''), _negated=True), _connector='OR'), name='snapshot_came_or_failed'),
        ),
        migrations.AddField(
            model_name='vote',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='votes', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='vote',
            name='verdict',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='votes', to='claims.verdict'),
        ),
        migrations.AddField(
            model_name='weight',
            name='desk',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='weights', to='claims.desk'),
        ),
        migrations.AddField(
            model_name='wish',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='wishes', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='claimnote',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='note_says_something'),
        ),
        migrations.AddIndex(
            model_name='contact',
            index=models.Index(condition=models.Q(('due_at__isnull', False), ('outcome', '')), fields=['due_at'], name='contact_due'),
        ),
        migrations.AddConstraint(
            model_name='contact',
            constraint=models.CheckConstraint(condition=models.Q(('whom', ''), _negated=True), name='contact_with_somebody'),
        ),
        migrations.AddConstraint(
            model_name='contact',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_at', None), ('outcome', '')), models.Q(models.Q(('outcome', ''), _negated=True), ('ended_at__isnull', False)), _connector='OR'), name='contact_outcome_and_when'),
        ),
        migrations.AddIndex(
            model_name='notification',
            index=models.Index(condition=models.Q(('read_at', None)), fields=['person', '-id'], name='notification_unread'),
        ),
        migrations.AddIndex(
            model_name='notification',
            index=models.Index(fields=['person', '-id'], name='notification_of_person'),
        ),
        migrations.AddConstraint(
            model_name='notification',
            constraint=models.CheckConstraint(condition=models.Q(('about__in', ['assigned', 'returned', 'mentioned', 'recheck', 'killed', 'overdue', 'broken'])), name='notification_kind_known'),
        ),
        migrations.AddIndex(
            model_name='delivery',
            index=models.Index(condition=models.Q(('next_attempt_at__isnull', False)), fields=['next_attempt_at'], name='delivery_due'),
        ),
        migrations.AddConstraint(
            model_name='delivery',
            constraint=models.UniqueConstraint(fields=('notification', 'way'), name='delivery_once_a_way'),
        ),
        migrations.AddConstraint(
            model_name='desk',
            constraint=models.UniqueConstraint(condition=models.Q(('is_default', True)), fields=('is_default',), name='desk_one_default'),
        ),
        migrations.AddConstraint(
            model_name='desk',
            constraint=models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='desk_named'),
        ),
        migrations.AddConstraint(
            model_name='savedview',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('desk__isnull', False), ('person', None)), models.Q(('desk', None), ('person__isnull', False)), _connector='OR'), name='view_has_one_owner'),
        ),
        migrations.AddConstraint(
            model_name='savedview',
            constraint=models.UniqueConstraint(fields=('person', 'desk', 'name'), name='view_name_unique', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='savedview',
            constraint=models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='view_named'),
        ),
        migrations.AddConstraint(
            model_name='scalerating',
            constraint=models.UniqueConstraint(fields=('scale', 'code'), name='rating_code_unique'),
        ),
        migrations.AddConstraint(
            model_name='scalerating',
            constraint=models.UniqueConstraint(fields=('scale', 'position'), name='rating_position_unique'),
        ),
        migrations.AddConstraint(
            model_name='scalerating',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('code', ''), _negated=True), models.Q(('label', ''), _negated=True)), name='rating_named'),
        ),
        migrations.AddConstraint(
            model_name='vote',
            constraint=models.UniqueConstraint(fields=('verdict', 'person'), name='vote_once_a_person'),
        ),
        migrations.AddConstraint(
            model_name='weight',
            constraint=models.UniqueConstraint(fields=('desk', 'term'), name='weight_once_a_term'),
        ),
        migrations.AddConstraint(
            model_name='weight',
            constraint=models.CheckConstraint(condition=models.Q(('points__lte', 100)), name='weight_0_to_100'),
        ),
        migrations.AddConstraint(
            model_name='wish',
            constraint=models.UniqueConstraint(fields=('person', 'about'), name='wish_once_a_kind'),
        ),
    ]
