using System.Collections.Frozen;

namespace AiProxy.Jsonata.Evaluation.Paths;

/// <summary>Where the variables of a path's tuples live while its expressions run.</summary>
/// <param name="slots">The slot of each variable.</param>
/// <param name="frameSize">Size of a frame of their own, needed where a lambda may capture them; else they are in the frame around.</param>
internal sealed class TupleScope(FrozenDictionary<string, int> slots, int? frameSize)
{
    /// <summary>Binds a tuple's variables.</summary>
    /// <returns>The frame to evaluate in.</returns>
    public Frame Enter(Tuple tuple, Frame frame)
    {
        if (frameSize is { } size)
        {
            frame = frame.Context.NewFrame(frame, size);
        }
        else
        {
            foreach (var slot in slots.Values)
            {
                frame.Slots[slot] = default;
            }
        }

        foreach (var (name, value) in tuple.Variables)
        {
            frame.Slots[slots[name]] = Bound.Store(value);
        }

        return frame;
    }
}
