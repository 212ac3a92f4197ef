extern alias Generator;

global using Generator::RpcStack.Generators;
global using Generator::RpcStack.Generators.CSharp;
global using Generator::RpcStack.Generators.Schemas;
