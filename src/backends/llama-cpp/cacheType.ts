/** How llama.cpp holds keys and values. */
export const cacheTypes = ['f16', 'f32'] as const;
export type CacheType = (typeof cacheTypes)[number];
