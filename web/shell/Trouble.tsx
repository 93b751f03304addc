import { Component as ReactComponent, type ReactNode } from 'react'
import { Notice } from '../Guard.tsx'

/** A fault of one page takes no other along: the next address begins anew. */
export class Trouble extends ReactComponent<{ address: string; children: ReactNode }, { failed: boolean }> {
  override state = { failed: false }
  /** The frame stays mounted while addresses change; only what failed is forgotten. */
  override componentDidUpdate({ address }: { address: string }): void {
    if (this.state.failed && address !== this.props.address) this.setState({ failed: false })
  }
  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true }
  }
  override render(): ReactNode {
    if (!this.state.failed) return this.props.children
    return (
      <Notice title="页面出了故障，您的数据没有受影响">
        <p>请刷新页面再试；如仍不行，请告诉管理员。</p>
        <a href="/">回到首页</a>
      </Notice>
    )
  }
}
