using AiProxy.Jsonata.Values;

namespace AiProxy.Jsonata.Evaluation;

/// <summary>
/// <c>(a; b; c)</c>. Its variables live in the frame of the activation around it (<paramref name="firstSlot"/>,
/// <paramref name="slotCount"/>), or, where a lambda might capture them in a loop, in a frame of their own (<paramref name="frameSize"/>).
/// </summary>
internal sealed class BlockNode(Node[] items, int firstSlot, int slotCount, int? frameSize, bool keepArray) : Node
{
    public override bool IsPlainPredicate => items.Length > 0 && items[^1].IsPlainPredicate;

    public override Value Eval(Value input, Frame frame)
    {
        frame = Enter(input, frame);
        return items.Length == 0 ? default : Sequences.Normalise(items[^1].Eval(input, frame), keepArray);
    }

    public override bool EvalBool(Value input, Frame frame)
    {
        frame = Enter(input, frame);
        return items.Length != 0 && items[^1].EvalBool(input, frame);
    }

    public override SequenceView EvalView(Value input, Frame frame)
    {
        frame = Enter(input, frame);
        return items.Length == 0 ? default : items[^1].EvalView(input, frame);
    }

    private Frame Enter(Value input, Frame frame)
    {
        if (frameSize is { } size)
        {
            frame = frame.Context.NewFrame(frame, size);
        }
        else if (slotCount > 0)
        {
            Array.Clear(frame.Slots, firstSlot, slotCount);
        }

        for (var i = 0; i < items.Length - 1; i++)
        {
            items[i].Eval(input, frame);
        }

        return frame;
    }
}
