namespace RpcStack.Evolution;

/// <summary>
/// Says whether every value of the writer's type can be read as the reader's, or null: it is for another rule.
/// </summary>
internal delegate Finding? Rule(TypePair pair);
