-- 应本人请求的处理状态，今天有效的；同一个人的每条记录一行。
create view pub.data_standing as
select p.id as person_id, s.place_code, s.kind, s.since
from registry.data_standing s join registry.person i on i.id = s.person_id
join registry.person p on (case when p.survivor_id is null then p.id else p.survivor_id end) = (case when i.survivor_id is null then i.id else i.survivor_id end)
where s.ended_on is null;
comment on view pub.data_standing is '处理状态：restricted 限制处理，byHand 不接受自动决定';
