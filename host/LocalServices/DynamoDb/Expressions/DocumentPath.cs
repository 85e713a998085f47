using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using AiProxy.LocalServices.DynamoDb.Values;

namespace AiProxy.LocalServices.DynamoDb.Expressions;

/// <summary>One step of a path: a member's name or, where that is null, a list's index.</summary>
internal readonly record struct PathStep(string? Name, int Index);

/// <summary>A place in an item: <c>a.b[2].c</c>.</summary>
internal sealed record DocumentPath(ImmutableArray<PathStep> Steps)
{
    public string Top => Steps[0].Name!;

    /// <summary>The value there; null where there is none.</summary>
    public AttributeValue? Find(ImmutableDictionary<string, AttributeValue> item)
    {
        AttributeValue? at = new AttributeValue.Map(item);
        foreach (PathStep step in Steps)
        {
            at = (at, step) switch
            {
                (AttributeValue.Map map, { Name: { } name }) => map.Members.GetValueOrDefault(name),
                (AttributeValue.List list, { Name: null }) => step.Index < list.Items.Length ? list.Items[step.Index] : null,
                _ => null,
            };
            if (at is null)
            {
                return null;
            }
        }
        return at;
    }

    /// <summary>The item with <paramref name="value"/> there, or with nothing there where it is null.</summary>
    /// <exception cref="ServiceException">What should hold the place is not there, or is no map or list.</exception>
    public ImmutableDictionary<string, AttributeValue> Put(ImmutableDictionary<string, AttributeValue> item, AttributeValue? value) =>
        ((AttributeValue.Map)Put(new AttributeValue.Map(item), 0, value)).Members;

    /// <summary>Whether one of the two lies inside the other.</summary>
    public bool Overlaps(DocumentPath other) =>
        Steps.Take(other.Steps.Length).SequenceEqual(other.Steps.Take(Steps.Length));

    /// <summary>Whether the two want the same place to be a map and a list.</summary>
    public bool Conflicts(DocumentPath other)
    {
        int same = 0;
        while (same < Steps.Length && same < other.Steps.Length && Steps[same] == other.Steps[same])
        {
            same++;
        }
        return same < Steps.Length && same < other.Steps.Length && (Steps[same].Name is null) != (other.Steps[same].Name is null);
    }

    public override string ToString() => "[" + string.Join(", ", Steps.Select(step => step.Name ?? $"[{step.Index.ToString(CultureInfo.InvariantCulture)}]")) + "]";

    private AttributeValue Put(AttributeValue? at, int depth, AttributeValue? value)
    {
        if (depth == Steps.Length)
        {
            return value ?? throw new UnreachableException("A removal ends one step before.");
        }
        PathStep step = Steps[depth];
        bool last = depth == Steps.Length - 1;
        switch (at, step)
        {
            case (AttributeValue.Map map, { Name: { } name }):
                return new AttributeValue.Map(last && value is null
                    ? map.Members.Remove(name)
                    : map.Members.SetItem(name, Put(map.Members.GetValueOrDefault(name), depth + 1, value)));
            case (AttributeValue.List list, { Name: null }) when last && value is null:
                return step.Index < list.Items.Length ? new AttributeValue.List(list.Items.RemoveAt(step.Index)) : list;
            case (AttributeValue.List list, { Name: null }) when step.Index < list.Items.Length:
                return new AttributeValue.List(list.Items.SetItem(step.Index, Put(list.Items[step.Index], depth + 1, value)));
            case (AttributeValue.List list, { Name: null }) when last:
                // Beyond the end: it is added at the end.
                return new AttributeValue.List(list.Items.Add(value!));
            default:
                throw Errors.Validation("The document path provided in the update expression is invalid for update");
        }
    }
}
