/** The command that brings a dataset, or one of its splits, to this machine. */
export function pullCommand(
  name: string,
  split: { readonly split?: string | undefined; readonly setting?: string | undefined } = {},
): string {
  return [
    `ragstone data pull ${name}`,
    ...(split.split === undefined ? [] : [`--split ${split.split}`]),
    ...(split.setting === undefined ? [] : [`--setting ${split.setting}`]),
  ].join(' ');
}
