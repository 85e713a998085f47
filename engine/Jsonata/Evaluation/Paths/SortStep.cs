using AiProxy.Jsonata.Values;

namespace AiProxy.Jsonata.Evaluation.Paths;

/// <summary><c>^(...)</c>: orders all items at once.</summary>
internal sealed class SortStep(SortTerms terms, Filter[] filters) : Step(new LiteralNode(default), filters)
{
    public override bool IsPlain => false;

    public override void Collect(Value item, Frame frame, SequenceBuffer output) => CollectAll([item], frame, output);

    public override void CollectAll(ReadOnlySpan<Value> items, Frame frame, SequenceBuffer output)
    {
        if (Filters.Length == 0)
        {
            output.BeginSequence();
            AddSorted(items, frame, output);
            output.IsPlain = items.Length > 1;
            return;
        }

        var sorted = frame.Context.RentBuffer();
        AddSorted(items, frame, sorted);
        Refine(Value.From(sorted.ToArray(keepSingleton: false)), frame, output);
        frame.Context.Return(sorted);
    }

    private void AddSorted(ReadOnlySpan<Value> items, Frame frame, SequenceBuffer output)
    {
        if (items.Length <= 1)
        {
            output.AddRange(items);
            return;
        }

        foreach (var at in terms.Order(items.Length, new ItemKeys(items, frame), frame.Context))
        {
            output.Add(items[at]);
        }
    }

    private readonly ref struct ItemKeys(ReadOnlySpan<Value> items, Frame frame) : IKeySource
    {
        private readonly ReadOnlySpan<Value> _items = items;

        public Value Evaluate(int item, Node key)
        {
            frame.Context.Step();
            return key.Eval(_items[item], frame);
        }
    }
}
