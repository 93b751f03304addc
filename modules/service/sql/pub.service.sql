-- 服务专员：谁在什么时候由谁服务、谁该有专员、事项办到哪一步；不含说了什么。

create view pub.service_assignment as
select a.id, a.person_id, a.place_code, a.specialist_id, s.name as specialist_name, lower(a.span) as since, upper(a.span) as until
from service.assignment a join service.specialist s on s.account_id = a.specialist_id;
comment on view pub.service_assignment is '由谁服务：since 起（含）至 until（不含），until 为空表示仍在服务；一人一天至多一行';

create view pub.service_promise as
select q.id, q.place_code, q.level, q.contact_months, q.document, q.valid_from, q.valid_to from service.promise q;
comment on view pub.service_promise is '服务承诺：哪一类人才配服务专员；同一类别同一天只有一条';

create view pub.service_request as
select r.id, r.number, r.person_id, r.place_code, r.kind, k.label as kind_label, r.state, r.asked_on, r.due_on, r.answered_on, r.late_on, r.closed_on, r.rating, r.rated_on
from service.request r join service.request_kind k on k.kind = r.kind;
comment on view pub.service_request is '服务事项，一件一行：state 为 asked 待受理、inHand 办理中、answered 已答复、closed 已办结、withdrawn 已撤回；rating 为满意度 1 至 5 分';
