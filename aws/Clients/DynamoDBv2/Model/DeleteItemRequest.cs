using System.Text.Json;
using AiProxy.Aws.Clients.Runtime;

namespace Amazon.DynamoDBv2.Model;

/// <summary>Which item to remove.</summary>
public class DeleteItemRequest : AmazonDynamoDBRequest
{
    /// <summary>The table's name or ARN. Required.</summary>
    public string? TableName { get; set; }

    /// <summary>The item's key. Required.</summary>
    public Dictionary<string, AttributeValue>? Key { get; set; }

    /// <summary>What must hold; null: nothing.</summary>
    public string? ConditionExpression { get; set; }

    /// <summary>Names in the expressions that stand for attributes.</summary>
    public Dictionary<string, string>? ExpressionAttributeNames { get; set; }

    /// <summary>Names in the expressions that stand for values.</summary>
    public Dictionary<string, AttributeValue>? ExpressionAttributeValues { get; set; }

    /// <summary>What to answer with where the condition does not hold; nothing by default.</summary>
    public ReturnValuesOnConditionCheckFailure? ReturnValuesOnConditionCheckFailure { get; set; }

    internal void WriteTo(Utf8JsonWriter json)
    {
        json.WriteIfSet("TableName", TableName);
        Items.Write(json, "Key", Key);
        json.WriteIfSet("ConditionExpression", ConditionExpression);
        Items.Write(json, "ExpressionAttributeNames", ExpressionAttributeNames);
        Items.Write(json, "ExpressionAttributeValues", ExpressionAttributeValues);
        json.WriteIfSet("ReturnValuesOnConditionCheckFailure", ReturnValuesOnConditionCheckFailure?.Value);
    }
}
