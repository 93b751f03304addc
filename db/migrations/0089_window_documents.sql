-- 窗口代收：窗口人员当面为人才上传材料。哪个窗口、谁、哪天收的随材料登记，本人看得见，也只归本人使用。

alter table cases.document
  add column window_place_code text references kernel.place,
  add column window_name text,
  add constraint document_window check ((window_place_code is null) = (window_name is null) and (window_place_code is null or (person_id is not null and through_employer_id is null)));
comment on column cases.document.window_place_code is '代收窗口所在区划；本人或单位上传的为空';
comment on column cases.document.window_name is '代收窗口名称；本人或单位上传的为空';

-- 窗口看得见自己代收的（刚收的要能核对），其余不变：办件里用到的才看得见。
alter policy read_own on cases.document
  using ((select kernel.is_system()) or (person_id = (select (kernel.setting('person'))::uuid)) or (through_employer_id = (select (kernel.setting('employer'))::uuid))
    or ((select kernel.has_role('windowClerk')) and window_place_code is not null and uploaded_by = (select kernel.actor()))
    or ((select kernel.has_role('reviewer', 'talentOffice', 'windowClerk')) and exists (select from cases.case_document l where l.document_id = id)));
create policy receive_at_window on cases.document for insert
  with check ((select kernel.has_role('windowClerk')) and uploaded_by = (select kernel.actor()) and through_employer_id is null
    and window_place_code = (select kernel.setting('scope')) and exists (select from registry.person p where p.id = person_id));
-- 材料看不看得见由触发器按调用者的权限查（fit_case_document），策略里再查会与材料自己的策略互相引用。
create policy attach_at_window on cases.case_document for insert
  with check ((select kernel.has_role('windowClerk')) and attached_by = (select kernel.actor()) and through_employer_id is null
    and exists (select from cases.case c where c.id = case_id and c.person_id = case_document.person_id));
-- 本人上传的限制不因新的一条而放宽：本人、单位登记的不能写成窗口代收。
alter policy upload_own on cases.document
  with check ((select kernel.is_system()) or (uploaded_by = (select kernel.actor()) and window_place_code is null
    and (((person_id = (select (kernel.setting('person'))::uuid)) and through_employer_id is null)
      or ((through_employer_id = (select (kernel.setting('employer'))::uuid)) and (person_id is null or exists (select from registry.person p where p.id = person_id))))));
