import { App, Button, Form, Input, Select, Space } from 'antd'
import { useNavigate } from 'react-router'
import { useAct, useAsk, useMe } from '../../../kit/hooks.ts'
import { Page } from '../../../kit/Page.tsx'
import { listPlaces } from '../../contract.ts'
import { PlatformFields, platformKinds, platformLevels, registerPlatform } from '../contract.ts'
import { DayField } from './DayField.tsx'

const optionsOf = (words: readonly string[]) => words.map((value) => ({ value, label: value }))
const required = (message: string) => [{ required: true, message }]

/** A platform with the certificate that it was given. */
export const PlatformForm = () => {
  const { message } = App.useApp()
  const navigate = useNavigate()
  const register = useAct(registerPlatform)
  const scope = useMe().data?.duty?.placeCode ?? ''
  const places = (useAsk(listPlaces, {}).data ?? []).filter(({ code, level }) => level !== 'city' && code.startsWith(scope))
  const [form] = Form.useForm()
  const submit = (values: unknown) => {
    const platform = PlatformFields.safeParse(values)
    if (!platform.success) {
      form.setFields(platform.error.issues.map((issue) => ({ name: issue.path.filter((part) => typeof part !== 'symbol'), errors: [issue.message] })))
      return
    }
    register.mutate(platform.data, {
      onSuccess: ({ platformId, number }) => {
        void message.success(`已登记 ${number}`)
        void navigate(`/platforms/${platformId}`)
      },
      onError: (error) => void message.error(error.message, 6),
    })
  }
  return (
    <Page title={registerPlatform.label} lead="照认定文件填写；以后的评估、升级、延期、撤销在平台页面里办。">
      <Form form={form} layout="vertical" className="panel" style={{ maxWidth: 880 }} onFinish={submit}>
        <Form.Item name="name" label="名称" rules={required('请填写名称')}>
          <Input maxLength={80} />
        </Form.Item>
        <Space size="large" wrap align="start">
          <Form.Item name="kind" label="种类" rules={required('请选择种类')}>
            <Select style={{ width: 220 }} options={optionsOf(platformKinds)} />
          </Form.Item>
          <Form.Item name="level" label="层级" rules={required('请选择层级')}>
            <Select style={{ width: 140 }} options={optionsOf(platformLevels)} />
          </Form.Item>
          <Form.Item name="placeCode" label="所在地" rules={required('请选择所在地')}>
            <Select showSearch={{ optionFilterProp: 'label' }} style={{ width: 220 }} options={places.map(({ code, name }) => ({ value: code, label: name }))} />
          </Form.Item>
        </Space>
        <Form.Item name="employerNumber" label="依托单位编号" extra="用人单位页面上的编号，例如 E000012；高新区可以不填">
          <Input maxLength={20} style={{ width: 220 }} />
        </Form.Item>
        <Form.Item name="certifier" label="认定机关" rules={required('请写明认定机关')}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="certificateNumber" label="证书或文件号" rules={required('请写明证书或文件号')}>
          <Input maxLength={80} />
        </Form.Item>
        <Space size="large" wrap align="start">
          <DayField name="validFrom" label="认定日期" />
          <DayField name="validTo" label="有效期止（含）" extra="长期有效的不填" needed={false} />
        </Space>
        <Form.Item name="source" label="来源" rules={required('请写明来源')}>
          <Input maxLength={100} placeholder="部门或文件" />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={register.isPending}>
          {registerPlatform.label}
        </Button>
      </Form>
    </Page>
  )
}
