-- RpcStack's native protocol (docs/wire-protocol.md) for Wireshark, with the contracts that it was written for.
-- Written by: rpcstack wire --dissector > rpcstack.lua
-- Use: tshark -X lua_script:rpcstack.lua …, or put it into Wireshark's folder of plugins.

local rpcstack = Proto("rpcstack", "RpcStack")

local TYPES = {
  [1] = "HELLO", [2] = "REQUEST", [3] = "RESPONSE", [4] = "FAULT", [5] = "CANCEL", [6] = "ITEM", [7] = "END",
  [8] = "CREDIT", [9] = "RELEASE", [10] = "RENEW", [11] = "PING", [12] = "PONG", [13] = "GOAWAY",
}
local FORMATS = { [1] = "MessagePack", [2] = "XDR", [3] = "protobuf" }
local STATUS = {
  [0] = "Ok", "Cancelled", "Unknown", "InvalidArgument", "DeadlineExceeded", "NotFound", "AlreadyExists", "PermissionDenied",
  "ResourceExhausted", "FailedPrecondition", "Aborted", "OutOfRange", "Unimplemented", "Internal", "Unavailable", "DataLoss",
  "Unauthenticated",
}
local PHASES = { [0] = "connect", "resolve", "marshal", "dispatch", "handler" }
local MAX_DEPTH = 100
local MAX_FRAME = 64 * 1024 * 1024

local f = {
  length = ProtoField.string("rpcstack.length", "Length"),
  type = ProtoField.uint8("rpcstack.type", "Type", base.DEC, TYPES),
  flags = ProtoField.uint8("rpcstack.flags", "Flags", base.HEX),
  call = ProtoField.string("rpcstack.call", "Call"),
  target = ProtoField.string("rpcstack.target", "Target"),
  contract = ProtoField.string("rpcstack.contract", "Contract"),
  operation = ProtoField.string("rpcstack.operation", "Operation"),
  version = ProtoField.string("rpcstack.version", "Version"),
  format = ProtoField.uint8("rpcstack.format", "Format", base.DEC, FORMATS),
  number = ProtoField.string("rpcstack.number", "Number"),
  deadline = ProtoField.string("rpcstack.deadline", "Deadline"),
  chain = ProtoField.uint64("rpcstack.chain", "Chain", base.HEX),
  promise = ProtoField.string("rpcstack.promise", "Promise"),
  metadata = ProtoField.string("rpcstack.metadata", "Metadata"),
  reference = ProtoField.string("rpcstack.reference", "Reference"),
  fingerprint = ProtoField.uint64("rpcstack.fingerprint", "Fingerprint", base.HEX),
  epoch = ProtoField.uint64("rpcstack.epoch", "Epoch", base.HEX),
  token = ProtoField.bytes("rpcstack.token", "Token"),
  name = ProtoField.string("rpcstack.name", "Name"),
  schema = ProtoField.string("rpcstack.schema", "Schema"),
  status = ProtoField.uint8("rpcstack.status", "Status", base.DEC, STATUS),
  phase = ProtoField.uint8("rpcstack.phase", "Phase", base.DEC, PHASES),
  message = ProtoField.string("rpcstack.message", "Message"),
  ping = ProtoField.uint64("rpcstack.ping", "Ping", base.HEX),
  body = ProtoField.bytes("rpcstack.body", "Body"),
  value = ProtoField.string("rpcstack.value", "Value"),
}

-- Shapes by number, contracts, and a field for each of their places: written by the tool.
local S, CONTRACTS, PLACES = {}, {}, {}
--@CONTRACTS@
local all = {}
for _, field in pairs(f) do all[#all + 1] = field end
for _, field in pairs(PLACES) do all[#all + 1] = field end
rpcstack.fields = all

local BY_NAME, BY_FINGERPRINT = {}, {}
for _, contract in ipairs(CONTRACTS) do
  BY_NAME[contract.name] = BY_NAME[contract.name] or contract
  BY_FINGERPRINT[contract.fingerprint] = contract
end

local malformed = ProtoExpert.new("rpcstack.malformed", "Malformed", expert.group.MALFORMED, expert.severity.ERROR)
rpcstack.experts = { malformed }

local tcp_stream = Field.new("tcp.stream")
local sessions, seen = {}, {}

function rpcstack.init()
  sessions, seen = {}, {}
end

-- A reader of a frame; what is wrong is an error, caught where the frame is.
local Reader = {}
Reader.__index = Reader

local function reader(tvb, from, to) return setmetatable({ tvb = tvb, at = from, stop = to }, Reader) end

function Reader:left() return self.stop - self.at end

function Reader:take(count)
  if count < 0 or count > self:left() then error({ text = count .. " octets are needed, and " .. self:left() .. " are left" }) end
  local range = self.tvb:range(self.at, count)
  self.at = self.at + count
  return range
end

function Reader:octet() return self:take(1):uint() end

-- Beyond 2^53 a number is not exact, and none is a length.
function Reader:varint()
  local start, number, scale = self.at, 0, 1
  for _ = 1, 10 do
    local octet = self:octet()
    number = number + (octet % 128) * scale
    if octet < 128 then return number, self.tvb:range(start, self.at - start) end
    scale = scale * 128
  end
  error({ text = "a varint of more than 64 bits" })
end

function Reader:text()
  local start = self.at
  local length = self:varint()
  local value = length == 0 and "" or self:take(length):string(ENC_UTF_8)
  return value, self.tvb:range(start, self.at - start)
end

local function add(tree, field, range, value)
  if value == nil then return tree:add(field, range) end
  return tree:add(field, range, value)
end

local function integer(number) return string.format("%.0f", number) end

-- A value at its place in the contract, or wherever it is.
local function show(tree, place, name, range, text)
  local field = PLACES[place]
  local item = field and tree:add(field, range, text) or tree:add(f.value, range, text)
  item:set_text(name .. ": " .. text)
  return item
end

local function label(shape, number)
  if shape and shape.k == "enum" and shape.v[number] then return shape.v[number] .. " (" .. integer(number) .. ")" end
  if shape and shape.k == "reference" then return "reference " .. integer(number) .. " to " .. shape.n end
  if shape and shape.k == "Boolean" then return number == 0 and "false" or "true" end
  return integer(number)
end

local function plain(shape)
  while shape and shape.k == "optional" do shape = S[shape.e] end
  return shape
end

-- MessagePack -------------------------------------------------------------------------------------------------------

local messagepack

local function count_of(r, size)
  return r:take(size):uint()
end

local function messagepack_array(r, tree, shape, name, place, count, depth, start)
  local node = tree:add(r.tvb:range(start, 1), name .. ": " .. count .. " elements")
  for i = 0, count - 1 do
    if shape and shape.k == "message" then
      local field = shape.f[i]
      messagepack(r, node, field and S[field[2]] or nil, field and field[1] or ("position " .. i), place .. "." .. (field and field[1] or i), depth + 1)
    elseif shape and shape.k == "union" and count == 2 then
      if i == 0 then
        shape.last = messagepack(r, node, shape.d and S[shape.d] or nil, "case", place .. ".case", depth + 1)
      else
        local case = shape.c[shape.last or -1] or shape.default
        messagepack(r, node, case and S[case[2]] or nil, case and case[1] or "unknown case", place .. "." .. (case and case[1] or "case"), depth + 1)
      end
    else
      messagepack(r, node, shape and shape.k == "list" and S[shape.e] or nil, "[" .. i .. "]", place, depth + 1)
    end
  end
  node:set_len(r.at - start)
end

local function messagepack_map(r, tree, shape, name, place, count, depth, start)
  local node = tree:add(r.tvb:range(start, 1), name .. ": " .. count .. " entries")
  for i = 0, count - 1 do
    messagepack(r, node, shape and shape.k == "map" and S[shape.key] or nil, "key", place .. ".key", depth + 1)
    messagepack(r, node, shape and shape.k == "map" and S[shape.e] or nil, "value", place .. ".value", depth + 1)
  end
  node:set_len(r.at - start)
end

-- Reads a value; gives a number back where it is one.
messagepack = function(r, tree, shape, name, place, depth)
  if depth > MAX_DEPTH then error({ text = "values nest more than " .. MAX_DEPTH .. " deep" }) end
  shape = plain(shape)
  local start = r.at
  local code = r:octet()
  local function range() return r.tvb:range(start, r.at - start) end
  local function number(value)
    show(tree, place, name, range(), label(shape, value))
    return value
  end
  local function text(length)
    local value = length == 0 and "" or r:take(length):string(ENC_UTF_8)
    show(tree, place, name, range(), value)
  end
  local function octets(length)
    local value = length == 0 and "" or r:take(length):bytes():tohex(true)
    show(tree, place, name, range(), value)
  end
  if code <= 0x7f then return number(code) end
  if code >= 0xe0 then return number(code - 256) end
  if code <= 0x8f then return messagepack_map(r, tree, shape, name, place, code - 0x80, depth, start) end
  if code <= 0x9f then return messagepack_array(r, tree, shape, name, place, code - 0x90, depth, start) end
  if code <= 0xbf then return text(code - 0xa0) end
  if code == 0xc0 then show(tree, place, name, range(), "null") return end
  if code == 0xc2 or code == 0xc3 then
    show(tree, place, name, range(), code == 0xc3 and "true" or "false")
    return code - 0xc2
  end
  if code >= 0xc4 and code <= 0xc6 then return octets(count_of(r, 2 ^ (code - 0xc4))) end
  if code >= 0xc7 and code <= 0xc9 then return octets(count_of(r, 2 ^ (code - 0xc7)) + 1) end
  if code == 0xca then
    local value = r:take(4):float()
    show(tree, place, name, range(), tostring(value))
    return
  end
  if code == 0xcb then
    local value = r:take(8):float()
    show(tree, place, name, range(), tostring(value))
    return
  end
  if code >= 0xcc and code <= 0xce then return number(r:take(2 ^ (code - 0xcc)):uint()) end
  if code >= 0xd0 and code <= 0xd2 then return number(r:take(2 ^ (code - 0xd0)):int()) end
  if code == 0xcf or code == 0xd3 then
    local bytes = r:take(8)
    show(tree, place, name, range(), tostring(code == 0xcf and bytes:uint64() or bytes:int64()))
    return
  end
  if code >= 0xd4 and code <= 0xd8 then return octets(2 ^ (code - 0xd4) + 1) end
  if code >= 0xd9 and code <= 0xdb then return text(count_of(r, 2 ^ (code - 0xd9))) end
  if code >= 0xdc and code <= 0xdd then return messagepack_array(r, tree, shape, name, place, count_of(r, 2 ^ (code - 0xdb)), depth, start) end
  if code >= 0xde then return messagepack_map(r, tree, shape, name, place, count_of(r, 2 ^ (code - 0xdd)), depth, start) end
  error({ text = string.format("0x%02x begins no value", code) })
end

local function body(r, tree, session, shape, part, place, compressed)
  if r:left() == 0 then return end
  local node = tree:add(f.body, r.tvb:range(r.at, r:left()))
  -- The other formats, and what is compressed, rpcstack wire shows.
  if compressed or session.format ~= 1 then
    r.at = r.stop
    return
  end
  messagepack(r, node, shape and S[shape] or nil, part, place .. "." .. part, 1)
end

-- Frames ------------------------------------------------------------------------------------------------------------

local function target(r, tree)
  local start = r.at
  local key = r:varint()
  local generation = (key ~= 0 and key % 2 == 0) and r:varint() or nil
  local name = key == 0 and "root" or key % 2 == 1 and "promise " .. integer((key - 1) / 2) or "object " .. integer(key / 2) .. "." .. integer(generation)
  add(tree, f.target, r.tvb:range(start, r.at - start), name)
  return name
end

local function metadata(r, tree)
  local size = r:varint()
  local stop = r.at + size
  if size > r:left() then error({ text = "metadata that is longer than its frame" }) end
  while r.at < stop do
    local start = r.at
    local name, value = r:text(), r:text()
    add(tree, f.metadata, r.tvb:range(start, r.at - start), name .. ": " .. value)
  end
end

local function references(r, tree, session, me)
  local count = r:varint()
  for i = 1, count do
    local start = r.at
    local owner = r:octet()
    local node = tree:add(f.reference, r.tvb:range(start, 1), (owner == 0 and "the sender's" or "the receiver's"))
    local name = target(r, node)
    if owner == 0 then
      local range = r:take(8)
      node:add(f.fingerprint, range)
      session.objects[me .. name] = BY_FINGERPRINT[range:bytes():tohex(true)]
    end
    node:set_len(r.at - start)
  end
end

local function bit(flags, value) return math.floor(flags / value) % 2 == 1 end

-- What an operation's result refers to, where it is an object.
local function result_of(operation)
  local shape = operation and plain(S[operation.response])
  if shape and shape.k == "message" and shape.f[0] and not shape.f[1] then shape = plain(S[shape.f[0][2]]) end
  return shape and shape.k == "reference" and BY_NAME[shape.n] or nil
end

local function request(r, tree, pinfo, session, flags, me, peer)
  local call, call_range = r:varint()
  add(tree, f.call, call_range, integer(call))
  local name = target(r, tree)
  local contract = session.objects[(name:sub(1, 7) == "promise" and me or peer) .. name]
  local part, part_range = r:varint()
  local ordinal, ordinal_range = r:varint()
  local key = pinfo.number .. "r" .. me .. integer(call)
  local operation
  if pinfo.visited then operation = seen[key] else
    operation = contract and contract.parts[part] and contract.parts[part][ordinal] or nil
    seen[key] = operation
    session.calls[me .. integer(call)] = operation
  end
  add(tree, f.contract, part_range, operation and operation.contract or integer(part))
  local title = name == "root" and "resolve" or operation and operation.name or "#" .. integer(ordinal)
  add(tree, f.operation, ordinal_range, title)
  if bit(flags, 0x02) then
    local time, range = r:varint()
    add(tree, f.deadline, range, integer(math.floor(time / 2)) .. " ms" .. (time % 2 == 1 and " to the first item" or ""))
  end
  if bit(flags, 0x04) then
    tree:add(f.chain, r:take(8))
    local depth, range = r:varint()
    add(tree, f.number, range, integer(depth)):prepend_text("Depth ")
  end
  local promise
  if bit(flags, 0x08) then
    local id, range = r:varint()
    promise = "promise " .. integer(id)
    add(tree, f.promise, range, integer(id))
  end
  if bit(flags, 0x10) then metadata(r, tree) end
  if bit(flags, 0x20) then references(r, tree, session, me) end
  if name == "root" then
    if ordinal == 1 then target(r, tree) end
    local service, service_range = r:text()
    add(tree, f.name, service_range, service)
    local known, known_range = r:text()
    add(tree, f.contract, known_range, known)
    local range = r:take(8)
    tree:add(f.fingerprint, range)
    local schema, schema_range = r:text()
    add(tree, f.schema, schema_range, schema)
    if promise then session.objects[me .. promise] = BY_FINGERPRINT[range:bytes():tohex(true)] or BY_NAME[known] end
    return "resolve " .. service
  end
  if promise then session.objects[me .. promise] = result_of(operation) end
  body(r, tree, session, operation and operation.request, "request", operation and operation.place or "", bit(flags, 0x01))
  return title
end

-- A frame about a call: which one it is, and whose.
local function about_call(r, tree, pinfo, session, owner)
  local call, range = r:varint()
  add(tree, f.call, range, integer(call))
  local key = pinfo.number .. "c" .. owner .. integer(call)
  if not pinfo.visited then seen[key] = session.calls[owner .. integer(call)] end
  local operation = seen[key]
  if operation then tree:add(f.operation, range, operation.name):set_generated(true) end
  return operation
end

local function hello(r, tree, session)
  add(tree, f.name, r:take(4))
  local version, version_range = r:varint()
  add(tree, f.version, version_range, integer(version))
  local format = r:take(1)
  tree:add(f.format, format)
  for _, name in ipairs({ "maxFrame", "maxCalls", "window", "features" }) do
    local number, range = r:varint()
    add(tree, f.number, range, integer(number)):set_text(name .. ": " .. integer(number))
  end
  local length = r:varint()
  if length > 0 then tree:add(f.token, r:take(length)) end
  -- The format is the client's choice; a server's HELLO has a token.
  if length == 0 then session.format = format:uint() end
  tree:add(f.epoch, r:take(8))
  r.at = r.stop -- whatever later versions add
end

local function fault(r, tree, pinfo, session, flags, peer)
  local operation = about_call(r, tree, pinfo, session, peer)
  local status = r:take(1)
  tree:add(f.status, status)
  tree:add(f.phase, r:take(1))
  local message, range = r:text()
  add(tree, f.message, range, message)
  if bit(flags, 0x10) then metadata(r, tree) end
  if bit(flags, 0x08) then
    local name, name_range = r:text()
    add(tree, f.name, name_range, name)
    local shape = operation and operation.faults[name]
    body(r, tree, session, shape, "fault", operation and operation.place or "", false)
  end
  return STATUS[status:uint()] or "?"
end

local function frame(tvb, pinfo, tree, session, from, to, me, peer)
  local r = reader(tvb, from, to)
  local length, length_range = r:varint()
  add(tree, f.length, length_range, integer(length))
  local type_range = r:take(1)
  local kind = type_range:uint()
  tree:add(f.type, type_range)
  local flags_range = r:take(1)
  local flags = flags_range:uint()
  tree:add(f.flags, flags_range)
  local owner = bit(flags, 0x02) and me or peer
  local title = TYPES[kind] or ("type " .. kind)
  if kind == 1 then hello(r, tree, session)
  elseif kind == 2 then title = title .. " " .. request(r, tree, pinfo, session, flags, me, peer)
  elseif kind == 3 then
    local operation = about_call(r, tree, pinfo, session, peer)
    if bit(flags, 0x10) then metadata(r, tree) end
    if bit(flags, 0x20) then references(r, tree, session, me) end
    body(r, tree, session, operation and operation.response, "response", operation and operation.place or "", bit(flags, 0x01))
    if operation then title = title .. " " .. operation.name end
  elseif kind == 4 then title = title .. " " .. fault(r, tree, pinfo, session, flags, peer)
  elseif kind == 5 then about_call(r, tree, pinfo, session, me)
  elseif kind == 6 then
    local operation = about_call(r, tree, pinfo, session, owner)
    if bit(flags, 0x20) then references(r, tree, session, me) end
    local shape = operation and (owner == me and operation.item or operation.response)
    body(r, tree, session, shape, "item", operation and operation.place or "", bit(flags, 0x01))
  elseif kind == 7 then
    about_call(r, tree, pinfo, session, owner)
    if bit(flags, 0x10) then metadata(r, tree) end
  elseif kind == 8 then
    about_call(r, tree, pinfo, session, owner)
    local octets, range = r:varint()
    add(tree, f.number, range, integer(octets)):set_text("octets: " .. integer(octets))
  elseif kind == 9 then
    while r:left() > 0 do
      target(r, tree)
      local count, range = r:varint()
      add(tree, f.number, range, integer(count)):set_text("count: " .. integer(count))
    end
  elseif kind == 11 or kind == 12 then tree:add(f.ping, r:take(8))
  elseif kind == 13 then
    local accepted, range = r:varint()
    add(tree, f.number, range, integer(accepted)):set_text("accepted: " .. integer(accepted))
    tree:add(f.status, r:take(1))
    local reason, reason_range = r:text()
    add(tree, f.message, reason_range, reason)
  else r.at = r.stop end
  if r:left() > 0 then error({ text = r:left() .. " octets behind the frame's end" }) end
  return title
end

-- How long the frame is that begins here, with its length; nil where that has not come yet.
local function measure(tvb, at)
  local length, scale = 0, 1
  for i = 0, 9 do
    if at + i >= tvb:len() then return nil end
    local octet = tvb:range(at + i, 1):uint()
    length = length + (octet % 128) * scale
    if octet < 128 then return i + 1 + length, i + 1 end
    scale = scale * 128
  end
  return 0, 10
end

function rpcstack.dissector(tvb, pinfo, tree)
  local stream = tcp_stream()
  local id = stream and tostring(stream.value) or "0"
  local session = sessions[id]
  if not session then
    session = { format = 1, objects = {}, calls = {} }
    sessions[id] = session
  end
  local me = tostring(pinfo.src) .. ":" .. pinfo.src_port .. " "
  local peer = tostring(pinfo.dst) .. ":" .. pinfo.dst_port .. " "
  pinfo.cols.protocol = "RpcStack"
  local titles = {}
  local at = 0
  while at < tvb:len() do
    local size, head = measure(tvb, at)
    if size == nil then
      pinfo.desegment_offset = at
      pinfo.desegment_len = DESEGMENT_ONE_MORE_SEGMENT
      break
    end
    if size < head + 2 or size > MAX_FRAME then
      tree:add(rpcstack, tvb:range(at)):add_proto_expert_info(malformed, "a frame of " .. integer(size) .. " octets")
      break
    end
    if at + size > tvb:len() then
      pinfo.desegment_offset = at
      pinfo.desegment_len = at + size - tvb:len()
      break
    end
    local node = tree:add(rpcstack, tvb:range(at, size))
    local ok, result = pcall(frame, tvb, pinfo, node, session, at, at + size, me, peer)
    if ok then
      titles[#titles + 1] = result
      node:append_text(": " .. result)
    else
      local text = type(result) == "table" and result.text or tostring(result)
      node:add_proto_expert_info(malformed, text)
      titles[#titles + 1] = "[malformed]"
    end
    at = at + size
  end
  if #titles > 0 then pinfo.cols.info = table.concat(titles, ", ") end
  return tvb:len()
end

-- A stream is known by its HELLO.
rpcstack:register_heuristic("tcp", function(tvb, pinfo, tree)
  local size, head = measure(tvb, 0)
  if size == nil or tvb:len() < head + 6 then return false end
  if tvb:range(head, 2):uint() ~= 0x0100 or tvb:range(head + 2, 4):string() ~= "RPCS" then return false end
  pinfo.conversation = rpcstack
  rpcstack.dissector(tvb, pinfo, tree)
  return true
end)

DissectorTable.get("tcp.port"):add_for_decode_as(rpcstack)
