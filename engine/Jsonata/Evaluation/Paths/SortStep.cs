using AiProxy.Jsonata.Values;

namespace AiProxy.Jsonata.Evaluation.Paths;

/// <summary><c>^(...)</c>: orders all items at once.</summary>
internal sealed class SortStep(SortTerms terms, Filter[] filters) : Step(new LiteralNode(default), filters)
{
    public override bool IsPlain => false;

    public override void Collect(Value item, Frame frame, SequenceBuffer output) => CollectAll([item], frame, output);

    public override void CollectAll(ReadOnlySpan<Value> items, Frame frame, SequenceBuffer output)
    {
        if (items.Length > 1)
        {
            var copy = items.ToArray();
            var order = terms.Order(copy.Length, (copy, frame), static (state, i, key) =>
            {
                state.frame.Context.Step();
                return key.Eval(state.copy[i], state.frame);
            });
            var sorted = new Value[order.Length];
            for (var i = 0; i < sorted.Length; i++)
            {
                sorted[i] = copy[order[i]];
            }

            items = sorted;
        }

        if (Filters.Length > 0)
        {
            Refine(Value.From(frame.Context.NewArray(items, ArrayFlags.Sequence)), frame, output);
            return;
        }

        output.BeginSequence();
        output.AddRange(items);
    }
}
