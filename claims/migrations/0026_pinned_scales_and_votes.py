"""The database itself keeps a scale that a verdict pins, and the votes: once cast, never the proposer's.

A new verdict holds its scale's row (FOR SHARE) until it is written, and an edit of the scale takes that row
first: of the two, one sees what the other did.
"""

from django.db import migrations

FORBID = """
CREATE FUNCTION claims_scale_is_free(scale bigint) RETURNS boolean LANGUAGE sql AS $$
    SELECT NOT EXISTS (
        SELECT FROM claims_verdict v JOIN claims_ratingscale s ON v.scale = s.name AND v.scale_version = s.version
        WHERE s.id = $1
    )
$$;
CREATE FUNCTION claims_verdict_holds_its_scale() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM claims_ratingscale WHERE name = NEW.scale AND version = NEW.scale_version FOR SHARE;
    RETURN NEW;
END $$;
CREATE TRIGGER verdict_holds_its_scale BEFORE INSERT ON claims_verdict
    FOR EACH ROW EXECUTE FUNCTION claims_verdict_holds_its_scale();

CREATE FUNCTION claims_scale_is_pinned() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT claims_scale_is_free(OLD.id) THEN
        RAISE EXCEPTION 'scale_pinned: a verdict pins % %, % refused', OLD.name, OLD.version, TG_OP
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER scale_pinned BEFORE UPDATE OF name, version, label OR DELETE ON claims_ratingscale
    FOR EACH ROW EXECUTE FUNCTION claims_scale_is_pinned();

CREATE FUNCTION claims_rating_is_pinned() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE of bigint;
BEGIN
    FOR of IN SELECT DISTINCT id FROM unnest(ARRAY[OLD.scale_id, NEW.scale_id]) AS id WHERE id IS NOT NULL LOOP
        PERFORM 1 FROM claims_ratingscale WHERE id = of FOR UPDATE;
        IF NOT claims_scale_is_free(of) THEN
            RAISE EXCEPTION 'rating_pinned: a verdict pins scale %, % refused', of, TG_OP
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
    END LOOP;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER rating_pinned BEFORE INSERT OR UPDATE OR DELETE ON claims_scalerating
    FOR EACH ROW EXECUTE FUNCTION claims_rating_is_pinned();

CREATE FUNCTION claims_vote_is_fair() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        RAISE EXCEPTION 'vote_stays: a vote is not changed once it is cast'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF EXISTS (SELECT FROM claims_verdict WHERE id = NEW.verdict_id AND proposed_by_id = NEW.person_id) THEN
        RAISE EXCEPTION 'vote_not_by_proposer: whoever proposed a verdict never votes on it'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER vote_is_fair BEFORE INSERT OR UPDATE ON claims_vote
    FOR EACH ROW EXECUTE FUNCTION claims_vote_is_fair();
"""
ALLOW = """
DROP TRIGGER vote_is_fair ON claims_vote;
DROP TRIGGER rating_pinned ON claims_scalerating;
DROP TRIGGER scale_pinned ON claims_ratingscale;
DROP TRIGGER verdict_holds_its_scale ON claims_verdict;
DROP FUNCTION claims_vote_is_fair();
DROP FUNCTION claims_rating_is_pinned();
DROP FUNCTION claims_scale_is_pinned();
DROP FUNCTION claims_verdict_holds_its_scale();
DROP FUNCTION claims_scale_is_free(bigint);
"""


class Migration(migrations.Migration):
    dependencies = [("claims", "0025_weighing_of_desks")]
    operations = [migrations.RunSQL(FORBID, ALLOW)]
