namespace AiProxy.Jsonata.Evaluation;

/// <summary>Compares items by their position in a list.</summary>
internal interface IItemComparer
{
    /// <summary>Whether the item at <paramref name="left"/> belongs behind the one at <paramref name="right"/>.</summary>
    bool IsAfter(int left, int right);
}
