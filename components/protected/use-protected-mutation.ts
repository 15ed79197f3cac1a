import { type UseMutationOptions, useMutation } from "@tanstack/react-query";
import type { WithComment } from "@/lib/client/with-comment";
import type { ProtectedSave } from "./protected-save";
import { useConfirm } from "./use-confirm";

interface How {
  /** It takes back what was confirmed, or was asked about where it was made. */
  isConfirmed?: boolean;
}

interface Outcome<Data> {
  onSuccess?: (data: Data) => void;
  onError?: (error: Error) => void;
}

/**
 * A mutation that is confirmed before it begins where it reaches a protected environment. Nothing of it is shown before.
 * @param saveOf what it is going to do
 */
export function useProtectedMutation<Data, Input extends WithComment, Context = unknown>(
  projectId: string,
  saveOf: (input: Input) => ProtectedSave,
  options: UseMutationOptions<Data, Error, Input, Context>,
) {
  const { mutateAsync: send, isPending } = useMutation(options);
  const confirm = useConfirm(projectId);
  const mutateAsync = async (input: Input, { isConfirmed = false }: How = {}): Promise<Data> => {
    const asking = isConfirmed ? input.comment : confirm(saveOf(input), input.comment);
    // What nobody has to be asked about begins at once, not a turn later.
    const comment = asking instanceof Promise ? await asking : asking;
    return send({ ...input, comment });
  };
  const mutate = (input: Input, { onSuccess, onError }: Outcome<Data> = {}): void => {
    void mutateAsync(input).then(onSuccess, (error) => onError?.(error));
  };
  return { mutate, mutateAsync, isPending };
}
