-- Tells every instance of a change when it commits, whoever wrote it (an older instance and the command line, too): who
-- did what to which resource. What it was and became stays in the audit log. A notice holds less than 8,000 bytes: where
-- they do not suffice, it names no resource, and listeners read everything again.
CREATE OR REPLACE FUNCTION "announce_changes"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    "written" record;
    "head" jsonb;
    "notice" text;
BEGIN
    FOR "written" IN
        SELECT a."project_id", a."actor_type", a."actor_id", coalesce(u."name", a."actor_name") AS "actor_name",
            a."request_id",
            jsonb_agg(jsonb_build_object('resource_type', a."resource_type", 'resource_id', a."resource_id",
                'flag_id', a."flag_id", 'action', a."action") ORDER BY a."sequence") AS "changes"
        FROM "added" a
        LEFT JOIN "users" u ON a."actor_type" = 'user' AND u."id"::text = a."actor_id"
        GROUP BY 1, 2, 3, 4, 5
    LOOP
        "head" := jsonb_build_object('type', 'change', 'project', "written"."project_id",
            'request_id', "written"."request_id", 'actor', jsonb_build_object('type', "written"."actor_type",
                'id', "written"."actor_id", 'name', "written"."actor_name"));
        "notice" := ("head" || jsonb_build_object('changes', "written"."changes"))::text;
        IF octet_length("notice") >= 8000 THEN
            "notice" := ("head" || '{"changes": null}')::text;
        END IF;
        PERFORM pg_notify('guidon', "notice");
    END LOOP;
    RETURN NULL;
END
$$;

CREATE TRIGGER "audit_entries_announce" AFTER INSERT ON "audit_entries"
    REFERENCING NEW TABLE AS "added" FOR EACH STATEMENT EXECUTE FUNCTION "announce_changes"();
