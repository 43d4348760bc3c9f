import {
  ClickstreamAnalytics,
  type ClickstreamConfiguration,
  useScreenTracking,
} from '@millstream/analytics-react-native';
import NetInfo from '@react-native-community/netinfo';
import { NavigationContainer, useNavigationContainerRef } from '@react-navigation/native';
import { createNativeStackNavigator, type NativeStackScreenProps } from '@react-navigation/native-stack';
import { Button, FlatList, Text, View } from 'react-native';
import { settings } from './settings';
import { type Tea, teas } from './teas';

type Screens = { Home: undefined; Tea: { id: string } };

const configuration: ClickstreamConfiguration = {
  ...settings,
  isTrackAppExceptionEvents: true,
  netInfo: NetInfo,
  deviceFacts: { appVersion: '1.0.0', appTitle: 'Tea shop' },
};
// Outside of components: it runs once, and calls before it is done wait.
void ClickstreamAnalytics.init(configuration);

const Stack = createNativeStackNavigator<Screens>();

function Home({ navigation }: NativeStackScreenProps<Screens, 'Home'>) {
  return (
    <FlatList
      data={teas}
      keyExtractor={({ id }) => id}
      renderItem={({ item: { id, name } }) => (
        <Button title={name} onPress={() => navigation.navigate('Tea', { id })} />
      )}
    />
  );
}

function buy({ id, name, price }: Tea): void {
  ClickstreamAnalytics.record({
    name: 'add_to_cart',
    attributes: { _value: price, _currency: 'EUR' },
    items: [{ id, name, price, quantity: 1 }],
  });
}

function TeaPage({ route }: NativeStackScreenProps<Screens, 'Tea'>) {
  const tea = teas.find(({ id }) => id === route.params.id);
  if (!tea) return <Text>No such tea.</Text>;
  return (
    <View>
      <Text>{tea.name}</Text>
      <Button title="Add to cart" onPress={() => buy(tea)} />
      <Button title="Sign in" onPress={() => ClickstreamAnalytics.setUserId('customer-42')} />
      <Button title="Sign out" onPress={() => ClickstreamAnalytics.setUserId(null)} />
    </View>
  );
}

/** A shop of two screens: each of them, purchases, sign-in, links and crashes are recorded. */
export default function App() {
  const navigation = useNavigationContainerRef<Screens>();
  useScreenTracking(navigation);
  return (
    <NavigationContainer ref={navigation}>
      <Stack.Navigator>
        <Stack.Screen name="Home" component={Home} />
        <Stack.Screen name="Tea" component={TeaPage} />
      </Stack.Navigator>
    </NavigationContainer>
  );
}
