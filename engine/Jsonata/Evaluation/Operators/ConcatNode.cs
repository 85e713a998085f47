using System.Runtime.CompilerServices;
using AiProxy.Jsonata.Functions.Strings;
using AiProxy.Jsonata.Values;

namespace AiProxy.Jsonata.Evaluation.Operators;

/// <summary><c>a &amp; b &amp; c</c>, one node for the whole chain; undefined parts are empty.</summary>
internal sealed class ConcatNode(Node[] parts) : Node
{
    public override Value Eval(Value input, Frame frame)
    {
        var few = default(FewStrings);
        Span<string> texts = parts.Length <= FewStrings.Length ? ((Span<string>)few)[..parts.Length] : new string[parts.Length];
        var length = 0L;
        for (var i = 0; i < parts.Length; i++)
        {
            var value = parts[i].Eval(input, frame);
            texts[i] = value.Ref as string ?? (value.IsUndefined ? string.Empty : StringConversion.ToText(value, false, frame.Context));
            length += texts[i].Length;
        }

        frame.Context.CheckString(length);
        return Value.From(string.Concat((ReadOnlySpan<string?>)texts));
    }

    [InlineArray(Length)]
    private struct FewStrings
    {
        public const int Length = 8;

        private string _first;
    }
}
