using Amazon.DynamoDBv2.Model;

namespace Amazon.DynamoDBv2;

/// <summary>Amazon DynamoDB, as far as it is used here: one item at a time, by its key.</summary>
public interface IAmazonDynamoDB : IDisposable
{
    /// <summary>Reads an item.</summary>
    Task<GetItemResponse> GetItemAsync(GetItemRequest request, CancellationToken cancellationToken = default);

    /// <summary>Writes an item, in the place of one with the same key.</summary>
    /// <exception cref="ConditionalCheckFailedException">The condition does not hold.</exception>
    Task<PutItemResponse> PutItemAsync(PutItemRequest request, CancellationToken cancellationToken = default);

    /// <summary>Changes attributes of an item; makes it where there is none.</summary>
    /// <exception cref="ConditionalCheckFailedException">The condition does not hold.</exception>
    Task<UpdateItemResponse> UpdateItemAsync(UpdateItemRequest request, CancellationToken cancellationToken = default);

    /// <summary>Removes an item.</summary>
    /// <exception cref="ConditionalCheckFailedException">The condition does not hold.</exception>
    Task<DeleteItemResponse> DeleteItemAsync(DeleteItemRequest request, CancellationToken cancellationToken = default);
}
