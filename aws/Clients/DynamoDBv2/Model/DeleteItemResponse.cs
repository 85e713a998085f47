using Amazon.Runtime;

namespace Amazon.DynamoDBv2.Model;

/// <summary>The item is gone.</summary>
public class DeleteItemResponse : AmazonWebServiceResponse;
