namespace AiProxy.LocalServices.DynamoDb;

/// <summary>Keeps the items of DynamoDB's tables. Items are DynamoDB's own JSON, for example <c>{"id":{"S":"a"},"n":{"N":"1"}}</c>.</summary>
public interface IItemStore
{
    /// <summary>The table called <paramref name="name"/>; null where there is none.</summary>
    LocalTable? Find(string name);

    /// <summary>The item under <paramref name="key"/>; null where there is none.</summary>
    /// <exception cref="ServiceException">The store cannot be read.</exception>
    string? Read(LocalTable table, string key);

    /// <summary>Puts another item in the place of the one under <paramref name="key"/>, with nothing of anybody else's in between.</summary>
    /// <param name="table">The table.</param>
    /// <param name="key">The item's key, see <see cref="LocalTable.KeyOf"/>.</param>
    /// <param name="change">Given the item (null: none), returns the one to keep (null: none). What it throws reaches the caller, and nothing is changed.</param>
    /// <exception cref="ServiceException">The store cannot be written.</exception>
    Task ChangeAsync(LocalTable table, string key, Func<string?, string?> change);
}

/// <summary>A table whose keys are strings.</summary>
/// <param name="Name">Its name.</param>
/// <param name="PartitionKey">The attribute that is its partition key.</param>
/// <param name="SortKey">The attribute that is its sort key; null for none.</param>
public sealed record LocalTable(string Name, string PartitionKey, string? SortKey = null)
{
    /// <summary>The one text that stands for both parts of a key.</summary>
    public static string KeyOf(string partition, string? sort) => sort is null ? partition : $"{partition}\0{sort}";
}
