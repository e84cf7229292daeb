"""What others checked before, and how alike claims are told."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0015_cache_in_the_database'),
    ]

    operations = [
        migrations.CreateModel(
            name='PastCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('identity', models.CharField(help_text='hash of its address and its claim', max_length=64, unique=True)),
                ('url', models.CharField(max_length=2000)),
                ('claim', models.TextField()),
                ('claimant', models.CharField(blank=True, max_length=300)),
                ('publisher', models.CharField(max_length=300)),
                ('language', models.CharField(blank=True, max_length=16)),
                ('said_on', models.DateField(blank=True, null=True)),
                ('published_on', models.DateField(blank=True, null=True)),
                ('rating', models.CharField(blank=True, max_length=300)),
                ('rating_number', models.FloatField(blank=True, null=True)),
                ('worst', models.FloatField(blank=True, null=True)),
                ('best', models.FloatField(blank=True, null=True)),
                ('told', models.JSONField(blank=True, default=list)),
                ('keys', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=120), blank=True, default=list, size=None)),
                ('origin', models.CharField(blank=True, help_text='the file it came in last', max_length=300)),
                ('imported_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='ClaimVector',
            fields=[
                ('model', models.CharField(max_length=80)),
                ('packed', models.BinaryField(null=True)),
                ('claim', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='vector', serialize=False, to='claims.claim')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='CheckVector',
            fields=[
                ('model', models.CharField(max_length=80)),
                ('packed', models.BinaryField(null=True)),
                ('past_check', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='vector', serialize=False, to='claims.pastcheck')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddIndex(
            model_name='pastcheck',
            index=django.contrib.postgres.indexes.GinIndex(fields=['keys'], name='past_check_keys'),
        ),
        migrations.AddConstraint(
            model_name='pastcheck',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('claim', ''), _negated=True), models.Q(('publisher', ''), _negated=True)), name='past_check_says_what_and_who'),
        ),
        migrations.AddConstraint(
            model_name='pastcheck',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('best', None), ('rating_number', None), ('worst', None)), models.Q(('best', None), ('rating_number__isnull', False), ('worst', None)), models.Q(('best__isnull', False), ('rating_number__isnull', False), ('worst__isnull', False), models.Q(('worst', models.F('best')), _negated=True)), _connector='OR'), name='past_check_bounds_of_a_number'),
        ),
    ]
