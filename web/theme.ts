import type { ThemeConfig } from 'antd'

/** System fonts first; the packed font serves machines that have no Chinese. */
export const fontFamily = `-apple-system, "PingFang SC", "Microsoft YaHei", "Noto Sans SC", "Noto Sans SC Variable", "Segoe UI", sans-serif`

export const theme: ThemeConfig = {
  token: {
    colorPrimary: '#1f4e9e',
    colorInfo: '#1f4e9e',
    colorSuccess: '#2f7d4f',
    colorWarning: '#b26a00',
    colorError: '#b42318',
    // The grounds that the library derives from these darker colours are grey; these are their light tints.
    colorInfoBg: '#eef3fb',
    colorInfoBorder: '#c3d3ec',
    colorSuccessBg: '#edf7f0',
    colorSuccessBorder: '#bfe0cb',
    colorWarningBg: '#fff6e6',
    colorWarningBorder: '#f0d6a8',
    colorErrorBg: '#fdf0ee',
    colorErrorBorder: '#f2c4be',
    // Contrast AA (4.5:1) for quiet words, which the library's own greys do not reach.
    colorTextDescription: '#5b6675',
    colorTextTertiary: '#5b6675',
    colorTextPlaceholder: '#6b7480',
    borderRadius: 6,
    fontFamily,
    fontSize: 14,
    lineHeight: 1.6,
  },
  components: {
    Table: { headerBg: '#f5f7fa', cellPaddingBlockMD: 10 },
    Menu: { itemSelectedBg: '#e8eef8', itemHeight: 36 },
    Layout: { headerBg: '#ffffff', siderBg: '#ffffff', bodyBg: '#f5f7fa' },
  },
}

/** Larger letters and targets than at a desk. */
export const phoneTheme: ThemeConfig = { token: { fontSize: 16, borderRadius: 8, controlHeight: 40, controlHeightLG: 48 } }
