-- 材料：一次上传，多件办件使用。文件内容按散列存放（内核的文件库），这里只有登记；用过的材料不能删，只能替换。

create table cases.document (
  id uuid primary key default uuidv7(),
  person_id uuid references registry.person,
  employer_id uuid references registry.employer,
  through_employer_id uuid references registry.employer,
  kind text not null check (kind in ('identity', 'education', 'degree', 'title', 'skill', 'contract', 'insurance', 'tax', 'housing', 'family', 'honour', 'licence', 'statement', 'other')),
  file_name text not null check (length(file_name) between 1 and 200),
  type text not null check (type in ('pdf', 'jpeg', 'png', 'ofd', 'docx', 'xlsx')),
  bytes bigint not null check (bytes between 1 and 20971520),
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  uploaded_by uuid not null references kernel.account,
  uploaded_by_name text not null,
  uploaded_on date not null,
  uploaded_at timestamptz not null default now(),
  valid_until date,
  replaced_by uuid references cases.document,
  check ((person_id is null) <> (employer_id is null)),
  check (employer_id is null or through_employer_id = employer_id),
  check (valid_until is null or valid_until >= uploaded_on),
  check (replaced_by <> id)
);
-- 同一对象、同一上传方、同一种类、同样内容，只登记一次：重复上传得到原来那份。
create unique index document_once on cases.document (coalesce(person_id, employer_id), coalesce(through_employer_id, person_id), kind, hash) where replaced_by is null;
create index on cases.document (person_id);
create index on cases.document (through_employer_id);
create index on cases.document (hash);
comment on table cases.document is '材料：人或单位的一份文件，可在多件办件中使用';
comment on column cases.document.id is '标识';
comment on column cases.document.person_id is '属于哪个人；单位的材料为空';
comment on column cases.document.employer_id is '属于哪个单位；个人的材料为空';
comment on column cases.document.through_employer_id is '由哪个单位上传；本人上传为空。单位只看得见由本单位上传的';
comment on column cases.document.kind is '种类：identity 身份证件，education 学历证书，degree 学位证书，title 职称证书，skill 技能等级证书，contract 劳动合同，insurance 社保证明，tax 纳税证明，housing 住房材料，family 婚姻和家庭材料，honour 荣誉与成果，licence 营业执照，statement 承诺书和说明，other 其他';
comment on column cases.document.file_name is '上传时的文件名';
comment on column cases.document.type is '文件类型，按内容判定';
comment on column cases.document.bytes is '字节数';
comment on column cases.document.hash is '内容的 SM3；文件库按它存取';
comment on column cases.document.uploaded_by is '上传账号';
comment on column cases.document.uploaded_by_name is '上传人';
comment on column cases.document.uploaded_on is '上传日';
comment on column cases.document.uploaded_at is '上传时间';
comment on column cases.document.valid_until is '有效期至（含）；空表示长期';
comment on column cases.document.replaced_by is '被哪一份替换；已替换的只留在用过它的办件里';

create table cases.case_document (
  case_id uuid not null references cases.case,
  document_id uuid not null references cases.document,
  person_id uuid,
  through_employer_id uuid,
  attached_during text not null check (attached_during in ('filing', 'supplement', 'later')),
  attached_by uuid not null references kernel.account,
  attached_by_name text not null,
  attached_on date not null,
  attached_at timestamptz not null default now(),
  primary key (case_id, document_id)
);
create index on cases.case_document (document_id);
create trigger case_document_append_only before update or delete or truncate on cases.case_document
  for each statement execute function kernel.refuse_change();
comment on table cases.case_document is '办件使用的材料：只追加，交上来的不能抽走';
comment on column cases.case_document.case_id is '办件';
comment on column cases.case_document.document_id is '材料';
comment on column cases.case_document.person_id is '材料属于哪个人；由触发器填写';
comment on column cases.case_document.through_employer_id is '材料由哪个单位上传；由触发器填写';
comment on column cases.case_document.attached_during is '何时交的：filing 申报时，supplement 补正时，later 办理中';
comment on column cases.case_document.attached_by is '交材料的账号';
comment on column cases.case_document.attached_by_name is '交材料的人';
comment on column cases.case_document.attached_on is '日期';
comment on column cases.case_document.attached_at is '时间';

-- 交材料的人看得见这份材料、办件没有办结、材料属于办件的对象、没有被替换、合计不过量：手写 SQL 也一样。
create function cases.fit_case_document() returns trigger language plpgsql as $$
declare
  was constant text := coalesce(current_setting('app.role', true), '');
  d cases.document;
  c cases.case;
  files int;
  total bigint;
begin
  select * into c from cases.case where id = new.case_id for update;
  select * into d from cases.document where id = new.document_id;
  if d.id is null or c.id is null then
    raise exception '没有这份材料或这件办件' using errcode = 'JY044';
  end if;
  if c.closed_on is not null then
    raise exception '办件 % 已经办结，不再收材料', c.number using errcode = '23514';
  end if;
  if d.replaced_by is not null then
    raise exception '材料已被替换' using errcode = '23514';
  end if;
  if not coalesce(d.person_id = c.person_id, d.employer_id = c.employer_id, false) then
    raise exception '材料不属于办件的对象' using errcode = '23514';
  end if;
  -- 本人和单位各看得见自己的那部分，合计要算全部：短暂以系统身份数一遍，随即还原。
  perform set_config('app.role', 'system', true);
  select count(*), coalesce(sum(o.bytes), 0) into files, total
    from cases.case_document l join cases.document o on o.id = l.document_id where l.case_id = new.case_id;
  perform set_config('app.role', was, true);
  if files >= 40 or total + d.bytes > 62914560 then
    raise exception '一件办件的材料不超过 40 份、60 MB' using errcode = '23514';
  end if;
  new.person_id := d.person_id;
  new.through_employer_id := d.through_employer_id;
  return new;
end $$;
comment on function cases.fit_case_document() is '材料与办件相配，才能交上来';
create trigger case_document_fits before insert on cases.case_document for each row execute function cases.fit_case_document();

-- 替换：同一对象、同一上传方的新材料接替旧的，一次为限；别的栏目一经登记不再改。
create function cases.keep_document() returns trigger language plpgsql as $$
declare successor cases.document;
begin
  if old.replaced_by is not null or to_jsonb(new) - 'replaced_by' is distinct from to_jsonb(old) - 'replaced_by' then
    raise exception '材料一经登记不能修改，只能替换一次' using errcode = 'JY001';
  end if;
  select * into successor from cases.document where id = new.replaced_by;
  if successor.id is null or successor.kind <> old.kind
    or (successor.person_id, successor.employer_id, successor.through_employer_id) is distinct from (old.person_id, old.employer_id, old.through_employer_id) then
    raise exception '只能由同一对象、同一种类的材料替换' using errcode = '23514';
  end if;
  return new;
end $$;
comment on function cases.keep_document() is '材料只能被替换，不能改写';
create trigger document_kept before update on cases.document for each row execute function cases.keep_document();

create table cases.archive (
  id uuid primary key default uuidv7(),
  case_id uuid not null references cases.case,
  closed_at timestamptz not null,
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  bytes bigint not null check (bytes > 0),
  manifest_hash text not null check (manifest_hash ~ '^[0-9a-f]{64}$'),
  parts int not null check (parts > 0),
  made_on date not null,
  made_at timestamptz not null default now(),
  unique (case_id, closed_at)
);
create trigger archive_append_only before update or delete or truncate on cases.archive
  for each statement execute function kernel.refuse_change();
comment on table cases.archive is '归档包：办结的办件一次办结一个，只追加';
comment on column cases.archive.id is '标识';
comment on column cases.archive.case_id is '办件';
comment on column cases.archive.closed_at is '归档的是哪一次办结';
comment on column cases.archive.hash is '归档包的 SM3；文件库按它存取';
comment on column cases.archive.bytes is '归档包的字节数';
comment on column cases.archive.manifest_hash is '归档目录（manifest.json）的 SM3，核对归档包时与它比对';
comment on column cases.archive.parts is '包内文件数';
comment on column cases.archive.made_on is '归档日';
comment on column cases.archive.made_at is '归档时间';

do $$
declare t text;
begin
  foreach t in array array['document', 'case_document', 'archive'] loop
    execute format('alter table cases.%I enable row level security', t);
    execute format('alter table cases.%I force row level security', t);
  end loop;
end $$;

create policy read_with_case on cases.case_document for select
  using ((select kernel.is_system()) or kernel.is_person(person_id) or kernel.is_employer(through_employer_id)
    or ((select kernel.has_role('reviewer', 'talentOffice', 'windowClerk')) and exists (select from cases.case c where c.id = case_id)));
-- 归属由触发器从材料上抄来，调用者写什么都不算数；办件必须看得见。
create policy attach_own on cases.case_document for insert
  with check ((select kernel.is_system()) or ((kernel.is_person(person_id) or kernel.is_employer(through_employer_id)) and exists (select from cases.case c where c.id = case_id)));

-- 本人看自己的；单位只看由本单位上传的；办理人员看办件里用到的。别人的与没有的一个样。
create policy read_own on cases.document for select
  using ((select kernel.is_system()) or kernel.is_person(person_id) or kernel.is_employer(through_employer_id)
    or ((select kernel.has_role('reviewer', 'talentOffice', 'windowClerk')) and exists (select from cases.case_document l where l.document_id = id)));
create policy upload_own on cases.document for insert
  with check ((select kernel.is_system()) or (uploaded_by = (select kernel.actor())
    and ((kernel.is_person(person_id) and through_employer_id is null)
      or (kernel.is_employer(through_employer_id) and (person_id is null or exists (select from registry.person p where p.id = person_id))))));
create policy replace_own on cases.document for update
  using ((select kernel.is_system()) or (kernel.is_person(person_id) and through_employer_id is null) or kernel.is_employer(through_employer_id))
  with check ((select kernel.is_system()) or (kernel.is_person(person_id) and through_employer_id is null) or kernel.is_employer(through_employer_id));
create policy remove_own on cases.document for delete
  using ((select kernel.is_system()) or (kernel.is_person(person_id) and through_employer_id is null) or kernel.is_employer(through_employer_id));

create policy read_with_case on cases.archive for select
  using ((select kernel.is_system()) or ((select kernel.has_role('reviewer', 'talentOffice', 'windowClerk')) and exists (select from cases.case c where c.id = case_id)));
create policy archive_by_house on cases.archive for insert with check ((select kernel.is_system()));

grant select, insert, delete on cases.document to juying_app;
grant update (replaced_by) on cases.document to juying_app;
grant select, insert on cases.case_document, cases.archive to juying_app;
