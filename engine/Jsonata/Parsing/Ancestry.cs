using AiProxy.Jsonata.Errors;
using AiProxy.Jsonata.Values;

namespace AiProxy.Jsonata.Parsing;

/// <summary>Finds, for every <c>%</c>, the step whose input it means.</summary>
internal static class Ancestry
{
    /// <summary>Lets <paramref name="whole"/> go on seeking what <paramref name="part"/> could not find within itself.</summary>
    public static void PassOn(SyntaxNode whole, SyntaxNode part)
    {
        if (part.SeekingParent is null && part.Kind != SyntaxKind.Parent)
        {
            return;
        }

        var slots = part.SeekingParent ?? [];
        if (part.Kind == SyntaxKind.Parent)
        {
            slots.Add(part.Slot!);
        }

        if (whole.SeekingParent is null)
        {
            whole.SeekingParent = slots;
        }
        else
        {
            whole.SeekingParent.AddRange([.. slots]);
        }
    }

    /// <summary>Looks along a path, backwards from its last step.</summary>
    public static void Resolve(SyntaxNode path)
    {
        var last = path.Items[^1];
        var slots = last.SeekingParent ?? [];
        if (last.Kind == SyntaxKind.Parent)
        {
            slots.Add(last.Slot!);
        }

        foreach (var start in slots)
        {
            var slot = start;
            var index = path.Items.Count - 2;
            while (slot.Level > 0)
            {
                if (index < 0)
                {
                    (path.SeekingParent ??= []).Add(slot);
                    break;
                }

                var step = path.Items[index--];

                // Steps that bind a variable do not move the context; skip all but the last of several.
                while (index >= 0 && step.Focus is not null && path.Items[index].Focus is not null)
                {
                    step = path.Items[index--];
                }

                slot = Seek(step, slot);
            }
        }
    }

    public static AncestorSlot Seek(SyntaxNode node, AncestorSlot slot)
    {
        switch (node.Kind)
        {
            case SyntaxKind.Name or SyntaxKind.Wildcard:
                slot.Level--;
                if (slot.Level == 0)
                {
                    slot.Label = node.Ancestor?.Label ?? slot.Label;
                    node.Ancestor = slot;
                    node.Tuple = true;
                }

                return slot;
            case SyntaxKind.Parent:
                slot.Level++;
                return slot;
            case SyntaxKind.Block:
                if (node.Items.Count > 0)
                {
                    node.Tuple = true;
                    slot = Seek(node.Items[^1], slot);
                }

                return slot;
            case SyntaxKind.Path:
                node.Tuple = true;
                var index = node.Items.Count - 1;
                slot = Seek(node.Items[index--], slot);
                while (slot.Level > 0 && index >= 0)
                {
                    slot = Seek(node.Items[index--], slot);
                }

                return slot;
            default:
                throw JsonataError.Syntax("S0217", node.Position, Value.From(TypeName(node)));
        }
    }

    /// <summary>jsonata-js's name for the kind of node.</summary>
    public static string TypeName(SyntaxNode node) => node.Kind switch
    {
        SyntaxKind.Call => "function",
        SyntaxKind.Negate or SyntaxKind.Array or SyntaxKind.Object => "unary",
        SyntaxKind.Literal => "value",
#pragma warning disable CA1308 // jsonata-js's own names are in lower case.
        var kind => kind.ToString().ToLowerInvariant(),
#pragma warning restore CA1308
    };
}
