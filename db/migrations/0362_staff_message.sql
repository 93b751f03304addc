-- 消息也告诉工作人员本人的账号：有导出待他同意、他提的导出有了答复、快过领取期限。只在应用内，不出本系统。
alter table kernel.message drop constraint message_recipient_kind_check;
alter table kernel.message add constraint message_recipient_kind_check check (recipient_kind in ('person', 'employer', 'account'));
comment on column kernel.message.recipient_kind is '告诉谁：person 本人，employer 单位，account 工作人员的账号';
comment on column kernel.message.recipient_id is '本人、单位或账号';
create or replace function kernel.is_recipient(kind text, id uuid) returns boolean language sql stable parallel safe
  return (kind = 'person' and kernel.is_person(id)) or (kind = 'employer' and kernel.is_employer(id)) or (kind = 'account' and id = kernel.actor());
