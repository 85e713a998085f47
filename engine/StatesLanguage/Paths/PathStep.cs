using AiProxy.Jsonata.Values;

namespace AiProxy.StatesLanguage.Paths;

/// <summary>One step of a path.</summary>
internal abstract record PathStep
{
    /// <summary>Whether the step leads to one place at most.</summary>
    public virtual bool IsDefinite => false;

    /// <summary>How causes write it, after Jayway: <c>['name']</c>.</summary>
    public abstract string Text { get; }

    internal sealed record Property(string Name) : PathStep
    {
        public override bool IsDefinite => true;

        public override string Text { get; } = $"['{Name}']";
    }

    /// <summary>Several properties at once, as an object; only at a path's end.</summary>
    internal sealed record Properties(string[] Names) : PathStep
    {
        public override bool IsDefinite => true;

        public override string Text { get; } = $"[{string.Join(", ", Names.Select(name => $"'{name}'"))}]";
    }

    internal sealed record Index(int Position) : PathStep
    {
        public override bool IsDefinite => true;

        public override string Text { get; } = $"[{Position}]";
    }

    internal sealed record Indexes(int[] Positions) : PathStep
    {
        public override string Text { get; } = $"[{string.Join(",", Positions)}]";
    }

    internal sealed record Slice(int? From, int? To) : PathStep
    {
        public override string Text { get; } = $"[{From}:{To}]";

        /// <summary>The slice's bounds in an array of some length; negative positions count from the end.</summary>
        public (int From, int To) Within(int length) => (Bound(From ?? 0, length), Bound(To ?? length, length));

        private static int Bound(int position, int length) => Math.Clamp(position < 0 ? length + position : position, 0, length);
    }

    internal sealed record Wildcard : PathStep
    {
        public override string Text => "[*]";
    }

    /// <summary>The value and everything below it; the next step is tried on each.</summary>
    internal sealed record Scan : PathStep
    {
        public override string Text => "..";
    }

    internal sealed record Filter(FilterNode Predicate) : PathStep
    {
        public override string Text => "[?]";

        public bool Accepts(Value item, Value root) => Predicate.IsTrue(item, root);
    }
}
