import { RagstoneError } from '../../errors.ts';
import type { Usage } from '../../ports/backend.ts';
import type { Budget, Left } from '../../ports/budget.ts';
import type { Spent } from '../../ports/record.ts';

/** What one record has spent, held against its budget. */
export interface Spending {
  left(): Left;
  spent(): Spent;
  countSearch(): void;
  /**
   * Reserves one call. Calls that run side by side each reserve their own share, so together they cannot pass
   * the budget. @throws RagstoneError `budget`
   */
  reserve(promptTokens: number, maxTokens: number): Reservation;
}

interface Reservation {
  /** Output tokens that this call may make. */
  readonly maxTokens: number;
  settle(usage: Usage): void;
  release(): void;
}

export function spending(budget: Budget): Spending {
  let [calls, searches, promptTokens, outputTokens] = [0, 0, 0, 0];
  const left = (): Left => ({
    calls: (budget.calls ?? Infinity) - calls,
    contextTokens: (budget.contextTokens ?? Infinity) - promptTokens,
    outputTokens: (budget.outputTokens ?? Infinity) - outputTokens,
  });
  return {
    left,
    spent: () => ({ calls, searches, promptTokens, outputTokens }),
    countSearch: () => {
      searches += 1;
    },
    reserve(prompt, maxTokens) {
      const now = left();
      if (now.calls < 1) throw overBudget('calls', budget.calls);
      if (now.contextTokens < prompt) throw overBudget('contextTokens', budget.contextTokens);
      if (now.outputTokens < 1) throw overBudget('outputTokens', budget.outputTokens);
      const granted = Math.min(maxTokens, now.outputTokens);
      calls += 1;
      promptTokens += prompt;
      outputTokens += granted;
      return {
        maxTokens: granted,
        settle(usage) {
          promptTokens += usage.promptTokens - prompt;
          outputTokens += usage.outputTokens - granted;
        },
        release() {
          calls -= 1;
          promptTokens -= prompt;
          outputTokens -= granted;
        },
      };
    },
  };
}

function overBudget(what: keyof Budget, limit: number | undefined): RagstoneError {
  return new RagstoneError('budget', `The budget of ${limit} ${what} a question is spent.`);
}
