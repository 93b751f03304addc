-- What desks, people and other departments wrote as a fact may be of another kind than a rule reads (“有” where a yes or no stands). A cast would then fail for the whole city, not for the one person:
-- these answer NULL, which is 未知, and the fact is asked.

create function pub.as_number(value jsonb) returns numeric language sql immutable parallel safe
return case when jsonb_typeof(value) = 'number' then (value #>> '{}')::numeric
  when jsonb_typeof(value) = 'string' and value #>> '{}' ~ '^-?[0-9]{1,20}(\.[0-9]{1,10})?$' then (value #>> '{}')::numeric end;
comment on function pub.as_number(jsonb) is '事实的值作数；写的不是数即未知';

create function pub.as_truth(value jsonb) returns boolean language sql immutable parallel safe
return case when jsonb_typeof(value) = 'boolean' then value = 'true'::jsonb
  when value in ('"是"'::jsonb, '"true"'::jsonb) then true when value in ('"否"'::jsonb, '"false"'::jsonb) then false end;
comment on function pub.as_truth(jsonb) is '事实的值作是或否；写的不是是或否即未知';
